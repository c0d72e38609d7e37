import { randomUUID } from 'node:crypto'
import { type BrowserWindow, clipboard, dialog, shell } from 'electron'
import { desktopCommands, fail, type Outcome, type SentDrop, succeed } from '../../../preload/contract/index.ts'
import { createGate, type Dispatch } from '../dispatch.ts'
import type { AppDeeds } from './app-deeds.ts'
import type { DropDesk } from './drop-desk.ts'
import type { EngineLine } from './engine-line.ts'
import type { GrantedPaths } from './granted-paths.ts'
import type { Words } from './words.ts'

type Needs = {
  line: EngineLine
  drops: DropDesk
  granted: GrantedPaths
  window(): BrowserWindow | null
  deeds(): AppDeeds
  words(): Words
  log(what: string, error: unknown): void
}

/** Answers what only the desktop can do, behind the same gate as every other command. */
export function answerDesktop({ line, drops, granted, window, deeds, words, log }: Needs): Dispatch {
  async function pick(properties: ('openFile' | 'openDirectory' | 'multiSelections')[]): Promise<string[]> {
    const filters = properties.includes('openFile') ? [{ name: words().photos, extensions: photoEndings }] : []
    const over = window()
    const options = { properties, filters: [...filters, { name: words().allFiles, extensions: ['*'] }] }
    const { canceled, filePaths } =
      over === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(over, options)
    return canceled ? [] : filePaths
  }

  return createGate(
    desktopCommands,
    {
      async pickPhotos({ what, how }): Promise<Outcome<SentDrop | null>> {
        const paths = await pick(what === 'folder' ? ['openDirectory'] : ['openFile', 'multiSelections'])
        return paths.length === 0 ? succeed(null) : line.bridge.addPhotos({ paths, ...how })
      },
      async pickFolder() {
        const [path] = await pick(['openDirectory'])
        return path === undefined ? succeed(null) : granted.grant(path)
      },
      dropPath: async ({ drop, path, bytes }) => drops.take(drop, path, bytes),
      dropBytes: loose => drops.takeLoose(loose),
      sendDrop: ({ drop, how }) => drops.send(drop, how),
      giveUpDrop: ({ drop }) => drops.giveUp(drop),
      async pasteImage({ how }) {
        const [copied] = (await clipboard.read()).filter(({ types }) => types.includes('image/png'))
        if (copied === undefined) return succeed(null)
        const bytes = await (await copied.getType('image/png')).bytes()
        const drop = randomUUID()
        const name = `${words().clipboard} ${new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')}.png`
        const taken = await drops.takeLoose({ drop, name, bytes, modifiedAt: Date.now() })
        return taken.ok ? drops.send(drop, how) : taken
      },
      async revealPhoto({ job }) {
        const photo = await line.order('photoOf', { job })
        if (photo === null) return fail({ code: 'job-unknown', job })
        shell.showItemInFolder(photo.stamp.path)
        return succeed({})
      },
      readApp: async () => succeed(deeds().standing()),
      async startAtLogin({ isWanted }) {
        deeds().startAtLogin(isWanted)
        return succeed(deeds().standing())
      },
      async lookForUpdates() {
        deeds().lookForUpdates()
        return succeed({})
      },
      async sendAnyway() {
        deeds().sendAnyway()
        return succeed({})
      },
    },
    { log },
  )
}

const photoEndings = ['jpg', 'jpeg', 'png', 'webp', 'gif', 'avif', 'heic', 'heif', 'svg']
