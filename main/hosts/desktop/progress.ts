import { app, type BrowserWindow } from 'electron'
import { needYouOf, type Round, shareOf } from './round.ts'

/** Shows the round on dock and taskbar: how far it is, and how many photos need a person. */
export function createProgress(window: () => BrowserWindow | null): { show(round: Round): void } {
  let badge = -1
  let shown = -2
  let on: BrowserWindow | null = null
  return {
    show(round) {
      const needed = needYouOf(round)
      if (needed !== badge) app.setBadgeCount(needed)
      badge = needed
      const one = window()
      // -1 takes the bar away; a per cent is as fine as it is seen.
      const share = shareOf(round)
      const wanted = share === null ? -1 : Math.round(share * 100) / 100
      if (one === null || (one === on && wanted === shown)) return
      one.setProgressBar(wanted, { mode: round.queue?.paused === true ? 'paused' : 'normal' })
      shown = wanted
      on = one
    },
  }
}
