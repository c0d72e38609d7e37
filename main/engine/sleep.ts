import type { Clock } from './ports.ts'

/** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
export function sleep(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const abandon = () => {
      forget()
      reject(signal.reason)
    }
    const forget = clock.after(ms, () => {
      signal.removeEventListener('abort', abandon)
      resolve()
    })
    signal.addEventListener('abort', abandon, { once: true })
  })
}
