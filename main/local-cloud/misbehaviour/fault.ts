import { z } from 'zod'

const probability = z.number().min(0).max(1)
const times = z.number().int().positive().optional()

/** One misbehaviour we can be asked for. `times`: only the next N hits, then it is spent. */
export const Fault = z.discriminatedUnion('kind', [
  /** 429 to an API call, with `Retry-After` in seconds or without. */
  z.strictObject({
    kind: z.literal('rate-limit'),
    probability,
    retryAfter: z.number().int().min(0).optional(),
    times,
  }),
  /** An error instead of doing anything; 503 and everywhere unless told otherwise. */
  z.strictObject({
    kind: z.literal('error'),
    probability,
    status: z.number().int().min(400).max(599).optional(),
    on: z.enum(['api', 'upload', 'all']).optional(),
    times,
  }),
  /** A refusal, whatever its reason, is one line of text instead of the envelope; everywhere unless told otherwise. */
  z.strictObject({
    kind: z.literal('plain-errors'),
    probability,
    on: z.enum(['api', 'upload', 'all']).optional(),
    times,
  }),
  /** The line breaks after this part of an upload, in percent (by chance when left out); nothing is stored. */
  z.strictObject({ kind: z.literal('cut'), probability, at: z.number().min(0).max(100).optional(), times }),
  /** The upload is stored, then the line breaks instead of an answer. */
  z.strictObject({ kind: z.literal('lose-reply'), probability, times }),
  /** Every answer comes this much later. */
  z.strictObject({ kind: z.literal('latency'), ms: z.number().min(0), times }),
  /** All uploads together share this many bytes per second; a hit is an upload. */
  z.strictObject({ kind: z.literal('bandwidth'), bytesPerSecond: z.number().positive(), times }),
  /** Upload URLs expire this soon; a hit is a URL. */
  z.strictObject({ kind: z.literal('url-ttl'), seconds: z.number().min(0), times }),
])
export type Fault = z.infer<typeof Fault>
