import { explain, type QueueView } from '../../../../preload/contract/index.ts'
import type { OnLine } from '../on-line.ts'
import type { Tally } from '../tally.ts'
import { bar } from './bar.ts'
import { cut } from './cut.ts'
import { grouped, megabytes, timeLeft } from './number.ts'
import { printable } from './printable.ts'

type Standing = { tally: Tally; onLine: OnLine; unfinished: number; queue: QueueView | null }

/** The one line that is redrawn: bar, photos done of known, bytes gone of known, speed, time left, who needs a person. */
export function progressLine({ tally, onLine, unfinished, queue }: Standing, columns: number): string {
  const known = tally.total + unfinished
  const photos = `${grouped(tally.total).padStart(grouped(known).length)} of ${grouped(known)}`
  const gone = tally.bytes + onLine.bytes
  const bytes = queue === null ? megabytes(gone) : `${megabytes(gone)} of ${megabytes(gone + queue.bytesLeft)}`
  const parts = [`${bar(tally.total + onLine.photos, known)} ${photos}`, bytes, ...standing(queue)]
  if (tally.needYou > 0) parts.push(`${grouped(tally.needYou)} need${tally.needYou === 1 ? 's' : ''} you`)
  return cut(parts.join(' · '), Math.max(0, columns - 1))
}

/** How fast it goes on, or why it does not. */
function standing(queue: QueueView | null): string[] {
  if (queue?.paused) return ['paused']
  if (queue?.quiet?.bytesPerSecond === null) return ['quiet hours']
  const closed = queue?.closed[0]
  if (closed !== undefined) return [`waiting: ${printable(explain(closed.because).title)}`]
  const speed = `${queue === null || queue.speed === null ? '—' : megabytes(queue.speed)}/s`.padStart(9)
  const seconds = queue?.secondsLeft ?? 0
  return seconds <= 0 ? [speed] : [speed, `${timeLeft(seconds)} left`]
}
