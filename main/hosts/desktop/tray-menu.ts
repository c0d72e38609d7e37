import type { MenuItemConstructorOptions } from 'electron'
import { needYouOf, type RecentLink, type Round } from './round.ts'
import { unfinishedOf } from './tidings.ts'
import type { Words } from './words.ts'

export type TrayDeeds = {
  open(): void
  showNeeded(): void
  pause(isPaused: boolean): void
  limit(bytesPerSecond: number | null): void
  copy(link: RecentLink): void
  sendAnyway(): void
  quit(): void
}

type Seen = { round: Round; isMetered: boolean }

/** Bytes per second; said in Mbit/s, as lines are sold. */
const limits = [125_000, 625_000, 1_250_000, 6_250_000]
const inMbit = (bytes: number) => `${(bytes * 8) / 1_000_000} Mbit/s`

/** One line: what is happening. */
export function stateLine({ round, isMetered }: Seen, words: Words): string {
  const { queue, deliveredBefore } = round
  if (queue === null) return words.starting
  const left = unfinishedOf(queue)
  const needed = needYouOf(round)
  const ending = needed === 0 ? '' : ` · ${words.needYou(needed)}`
  if (queue.paused) return words.paused + ending
  if (left === 0) return words.idle + ending
  if (isMetered) return words.metered + ending
  const done = queue.counts.delivered - deliveredBefore
  return words.sending(done, done + left) + ending
}

/** What stands in the tray’s menu now. */
export function trayMenu(seen: Seen, words: Words, deeds: TrayDeeds): MenuItemConstructorOptions[] {
  const { queue, links } = seen.round
  const isPaused = queue?.paused === true
  const now = queue?.bytesPerSecondLimit ?? null
  const limitRow = (bytes: number | null): MenuItemConstructorOptions => ({
    label: bytes === null ? words.noLimit : inMbit(bytes),
    type: 'radio',
    checked: now === bytes,
    click: () => deeds.limit(bytes),
  })
  const known = now === null || limits.includes(now) ? limits : [...limits, now].toSorted((a, b) => a - b)
  return [
    { label: stateLine(seen, words), enabled: needYouOf(seen.round) > 0, click: deeds.showNeeded },
    { type: 'separator' },
    { label: words.open, click: deeds.open },
    { label: isPaused ? words.resume : words.pause, enabled: queue !== null, click: () => deeds.pause(!isPaused) },
    ...(seen.isMetered ? [{ label: words.sendAnyway, click: deeds.sendAnyway }] : []),
    { label: words.limit, submenu: [limitRow(null), ...known.map(limitRow)] },
    {
      label: words.recent,
      submenu:
        links.length === 0
          ? [{ label: words.none, enabled: false }]
          : links.map(link => ({ label: link.name, click: () => deeds.copy(link) })),
    },
    { type: 'separator' },
    { label: words.quit, click: deeds.quit },
  ]
}
