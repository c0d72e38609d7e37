import { Menu, Tray } from 'electron'
import type { TrayDeeds } from './tray-menu.ts'
import { stateLine, trayMenu } from './tray-menu.ts'
import type { Round } from './round.ts'
import type { Words } from './words.ts'

type Needs = { icon: string; deeds: TrayDeeds }

/** The small icon that is there while the engine works, also without a window. */
export interface TrayIcon {
  show(seen: { round: Round; isMetered: boolean }, words: Words): void
}

export function createTray({ icon, deeds }: Needs): TrayIcon {
  const tray = new Tray(icon)
  tray.on('click', deeds.open)
  let shown = ''
  return {
    show(seen, words) {
      const rows = trayMenu(seen, words, deeds)
      // A menu that is replaced while it is open closes under the hand.
      const looks = JSON.stringify(rows)
      if (looks === shown) return
      shown = looks
      tray.setToolTip(`Hotfolder · ${stateLine(seen, words)}`)
      tray.setContextMenu(Menu.buildFromTemplate(rows))
    },
  }
}
