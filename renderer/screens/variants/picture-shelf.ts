import type { Outcome } from '../../../preload/contract/index.ts'

/** A picture as it came: an address for `<img>`, and how many bytes it had. */
export type ShelvedPicture = { readonly src: string; readonly bytes: number }

/** Pictures by the address they came from, so that typing back shows them at once. */
export interface PictureShelf {
  find(address: string): ShelvedPicture | undefined
  /** Waits for a free line; leaves it, or the queue for it, when the signal says so. */
  fetch(address: string, signal: AbortSignal): Promise<Outcome<ShelvedPicture>>
}

/** More of them are shown at once on no screen. */
const mostPictures = 400
/** A browser has six lines to a host: the feed and the commands need theirs. */
const mostLines = 3

type Fetching = (address: string, signal: AbortSignal) => Promise<Outcome<Blob>>

export function createPictureShelf(fetching: Fetching): PictureShelf {
  const shelved = new Map<string, ShelvedPicture>()
  const waiting = new Set<() => void>()
  let lines = 0

  function find(address: string): ShelvedPicture | undefined {
    const found = shelved.get(address)
    if (found === undefined) return undefined
    shelved.delete(address)
    shelved.set(address, found)
    return found
  }

  function keep(address: string, blob: Blob): ShelvedPicture {
    const kept = { src: URL.createObjectURL(blob), bytes: blob.size }
    shelved.set(address, kept)
    for (const [oldest, { src }] of shelved) {
      if (shelved.size <= mostPictures) break
      shelved.delete(oldest)
      URL.revokeObjectURL(src)
    }
    return kept
  }

  /** Resolves when it is this one’s turn; true where it was given up before. */
  function turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return Promise.resolve(true)
    if (lines < mostLines) {
      lines += 1
      return Promise.resolve(false)
    }
    return new Promise(resolve => {
      const start = () => {
        waiting.delete(start)
        signal.removeEventListener('abort', leave)
        lines += 1
        resolve(false)
      }
      const leave = () => {
        waiting.delete(start)
        resolve(true)
      }
      signal.addEventListener('abort', leave, { once: true })
      waiting.add(start)
    })
  }

  return {
    find,
    async fetch(address, signal) {
      if (await turn(signal)) return { ok: false, problem: { code: 'interrupted' } }
      try {
        const known = find(address)
        if (known !== undefined) return { ok: true, value: known }
        const came = await fetching(address, signal)
        return came.ok ? { ok: true, value: keep(address, came.value) } : came
      } finally {
        lines -= 1
        const [next] = waiting
        next?.()
      }
    },
  }
}
