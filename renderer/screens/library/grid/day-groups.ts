import type { GridGroup } from './justify.ts'

/** Pictures of one day by the computer’s own clock, as they follow each other; `null`: all together, without headings. */
export function dayGroups(times: readonly number[] | null, count: number): GridGroup[] {
  if (times === null) return count === 0 ? [] : [{ first: 0, count, isHeaded: false }]
  const groups: GridGroup[] = []
  let first = 0
  let [begin, end] = [Infinity, -Infinity]
  for (let at = 0; at <= count; at += 1) {
    const time = times[at]
    if (time !== undefined && time >= begin && time < end) continue
    if (at > first) groups.push({ first, count: at - first, isHeaded: true })
    first = at
    if (time === undefined) break
    const day = new Date(time)
    begin = day.setHours(0, 0, 0, 0)
    end = day.setDate(day.getDate() + 1)
  }
  return groups
}
