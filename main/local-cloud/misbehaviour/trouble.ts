import { setTimeout as sleep } from 'node:timers/promises'
import { envelope } from '../envelope.ts'
import type { Fault } from './fault.ts'
import { plainRefusal } from './plain-refusal.ts'
import type { Refusal, Reply } from '../reply.ts'

type Kind = Fault['kind']
type Place = 'api' | 'upload'
type FaultOf<K extends Kind> = Extract<Fault, { kind: K }>

export type Trouble = ReturnType<typeof createTrouble>

/** Decides, fault by fault, whether it strikes now; counts down those with `times`. */
export function createTrouble(random: () => number) {
  let faults: Fault[] = []

  const spend = (fault: Fault) => {
    if (fault.times === undefined) return
    const left = fault.times - 1
    faults =
      left > 0
        ? faults.map(other => (other === fault ? { ...fault, times: left } : other))
        : faults.filter(other => other !== fault)
  }

  function strike<K extends Kind>(
    kind: K,
    applies: (fault: FaultOf<K>) => boolean = () => true,
  ): FaultOf<K> | undefined {
    const isIt = (fault: Fault): fault is FaultOf<K> => fault.kind === kind
    for (const fault of faults.filter(isIt)) {
      if (!applies(fault) || ('probability' in fault && random() >= fault.probability)) continue
      spend(fault)
      return fault
    }
    return undefined
  }

  const isOn =
    (place: Place) =>
    ({ on = 'all' }: { on?: Place | 'all' | undefined }) =>
      on === place || on === 'all'

  const errorOn = (place: Place): Refusal | undefined => {
    const error = strike('error', isOn(place))
    if (!error) return undefined
    const { status = 503 } = error
    return failure(status, errorCodes[status] ?? 5550, 'The service failed, as it was asked to')
  }

  return {
    set: (next: readonly Fault[]) => void (faults = [...next]),
    list: (): readonly Fault[] => faults,

    /** What an API call is answered with instead of being carried out. */
    ofCall(): Refusal | undefined {
      const limit = strike('rate-limit')
      if (!limit) return errorOn('api')
      const refusal = failure(429, 971, 'Please wait and consider throttling your request speed')
      return limit.retryAfter === undefined ? refusal : { ...refusal, retryAfterSeconds: limit.retryAfter }
    },

    /** An answer as it goes out, in whatever words. */
    word(reply: Reply, place: Place): ReturnType<typeof envelope> {
      const isPlain = reply.kind === 'refusal' && strike('plain-errors', isOn(place))
      return isPlain ? plainRefusal(reply) : envelope(reply)
    },

    /** After which fraction of its body an upload is cut. */
    cutAt(): number | undefined {
      const cut = strike('cut')
      return cut && (cut.at === undefined ? random() : cut.at / 100)
    },
    ofUpload: () => errorOn('upload'),
    losesReply: () => strike('lose-reply') !== undefined,
    /** Holds an answer back. */
    async delay(closing: AbortSignal): Promise<void> {
      const ms = strike('latency')?.ms ?? 0
      if (ms > 0) await sleep(ms, undefined, { signal: closing })
    },
    bytesPerSecond: () => strike('bandwidth')?.bytesPerSecond ?? null,
    urlTtlMs: () => {
      const ttl = strike('url-ttl')
      return ttl ? ttl.seconds * 1000 : null
    },
  }
}

const errorCodes: Record<number, number> = { 408: 5408, 500: 5500, 503: 5503 }

// Faults pass, so the client is never told to stop trying.
const failure = (status: number, code: number, message: string): Refusal => ({
  kind: 'refusal',
  status,
  code,
  message,
  passing: true,
})
