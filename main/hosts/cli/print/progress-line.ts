import type { QueueView } from '../../../../preload/contract/index.ts'
import type { Tally } from '../tally.ts'
import { grouped, megabytes, timeLeft } from './number.ts'

const barWidth = 20

/** The one line that is redrawn: bar, photos done of known, bytes, speed, time left, who needs a person. */
export function progressLine(tally: Tally, unfinished: number, queue: QueueView | null, columns: number): string {
  const known = tally.total + unfinished
  const filled = known === 0 ? 0 : Math.floor((tally.total / known) * barWidth)
  const photos = `${grouped(tally.total).padStart(grouped(known).length)} of ${grouped(known)}`
  const parts = [
    `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${photos}`,
    megabytes(tally.bytes).padStart(10),
    `${queue === null || queue.speed === null ? '—' : megabytes(queue.speed)}/s`.padStart(10),
    ...(queue === null ? [] : standing(queue)),
  ]
  if (tally.needYou > 0) parts.push(`${grouped(tally.needYou)} need${tally.needYou === 1 ? 's' : ''} you`)
  // One column and one code unit each: there is no foreign text in it.
  return parts.join(' · ').slice(0, Math.max(0, columns - 1))
}

/** What the queue is doing, when it is not simply going on. */
function standing(queue: QueueView): string[] {
  if (queue.paused) return ['paused']
  const closed = queue.closed[0]
  if (closed !== undefined) return [closed.because.code === 'offline' ? 'no connection' : 'told to wait']
  return queue.secondsLeft === null || queue.secondsLeft <= 0 ? [] : [`${timeLeft(queue.secondsLeft)} left`]
}
