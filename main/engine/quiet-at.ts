import type { Instant, QuietHours, TimeOfDay } from '../../preload/contract/index.ts'

/** Whether it is quiet, and when that changes. */
export type Quiet = { isQuiet: boolean; changesAt: Instant }

const minuteMs = 60_000
const dayMinutes = 1_440

/** Pure. `minutesEast`: how far the local clock is ahead of UTC. */
export function quietAt({ from, to }: QuietHours, now: Instant, minutesEast: number): Quiet {
  const local = now + minutesEast * minuteMs
  const minute = Math.floor(local / minuteMs)
  const [begin, end, today] = [minuteOf(from), minuteOf(to), minute % dayMinutes]
  const isQuiet = begin < end ? today >= begin && today < end : today >= begin || today < end
  const left = ((isQuiet ? end : begin) - today + dayMinutes) % dayMinutes
  return { isQuiet, changesAt: (minute + left - minutesEast) * minuteMs }
}

function minuteOf(time: TimeOfDay): number {
  const [hours, minutes] = time.split(':').map(Number)
  if (hours === undefined || minutes === undefined) throw new Error(`${time} is no time of day`)
  return hours * 60 + minutes
}
