import type { JobId, Progress, UploadJob } from '../../preload/contract/index.ts'
import type { Clock } from './ports.ts'

/** How far the photos on the line are, and how fast: told at most ten times a second. */
export interface ProgressMeter {
  moved(job: UploadJob, sent: number): void
  /** No longer on the line. */
  left(job: JobId): void
  /** Something else a reader shows has changed. */
  touch(): void
  /** Bytes per second over the last seconds; null until it can be trusted. */
  speed(): number | null
  /** Bytes of unfinished photos that are already gone. */
  sentOfUnfinished(): number
  stop(): void
}

/** `marks`: how far it was at some moments of the last seconds. */
type OnLine = { sent: number; of: number; marks: { at: number; sent: number }[] }

const everyMs = 100
const windowMs = 5_000
const trustedAfterMs = 500

export function createProgressMeter(clock: Clock, flush: (moved: Progress[]) => void): ProgressMeter {
  const onLine = new Map<JobId, OnLine>()
  const moved = new Set<JobId>()
  const samples: { at: number; bytes: number }[] = []
  let forget: (() => void) | null = null

  function touch(): void {
    forget ??= clock.after(everyMs, () => {
      forget = null
      const progress = [...moved].flatMap(id => {
        const one = onLine.get(id)
        return one === undefined ? [] : { job: id, sent: one.sent, of: one.of, speed: speedOf(one) }
      })
      moved.clear()
      flush(progress)
    })
  }

  function speedOf({ sent, marks: [first] }: OnLine): number | null {
    const ms = first === undefined ? 0 : clock.now() - first.at
    return first === undefined || ms < trustedAfterMs ? null : Math.round(((sent - first.sent) / ms) * 1_000)
  }

  const forgetOld = () => {
    while (samples[0] !== undefined && samples[0].at < clock.now() - windowMs) samples.shift()
  }

  return {
    moved(job, sent) {
      const now = clock.now()
      const known = onLine.get(job.id)
      const before = known?.sent ?? 0
      // Begun anew, its speed is measured anew too.
      const marks = known === undefined || sent < before ? [] : known.marks.filter(mark => mark.at >= now - windowMs)
      const latest = marks.at(-1)
      if (latest === undefined || now - latest.at >= everyMs) marks.push({ at: now, sent })
      onLine.set(job.id, { sent, of: job.stamp.size, marks })
      moved.add(job.id)
      const last = samples.at(-1)
      // One sample per flush: a fast line moves thousands of times a second.
      if (last !== undefined && now - last.at < everyMs) last.bytes += Math.max(0, sent - before)
      else samples.push({ at: now, bytes: Math.max(0, sent - before) })
      touch()
    },
    left(id) {
      onLine.delete(id)
      touch()
    },
    touch,
    speed() {
      forgetOld()
      const first = samples[0]
      if (first === undefined || clock.now() - first.at < trustedAfterMs) return null
      const bytes = samples.reduce((sum, sample) => sum + sample.bytes, 0)
      return Math.round((bytes / (clock.now() - first.at)) * 1_000)
    },
    sentOfUnfinished: () => [...onLine.values()].reduce((sum, one) => sum + one.sent, 0),
    stop: () => forget?.(),
  }
}
