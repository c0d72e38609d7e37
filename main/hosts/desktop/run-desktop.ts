import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { app, dialog, protocol, session } from 'electron'
import { explain } from '../../../preload/contract/index.ts'
import { openFileLog } from '../../adapters/file-log.ts'
import { createPathGate } from '../web/paths-within.ts'
import type { AppDeeds } from './app-deeds.ts'
import { answerDesktop } from './answer-desktop.ts'
import { answerOwnAddress } from './app-protocol.ts'
import { askToLeave } from './ask-to-leave.ts'
import { createDropDesk } from './drop-desk.ts'
import { openEngineLine } from './engine-line.ts'
import { forkRoom } from './fork-room.ts'
import { createGrantedPaths } from './granted-paths.ts'
import { createMainWindow } from './main-window.ts'
import { showNotice } from './notices.ts'
import { followEngine } from './follow-engine.ts'
import { scheme } from './own-address.ts'
import { openPageLine } from './page-line.ts'
import { photosOver } from './photos-over.ts'
import { receiveBrought } from './receive-brought.ts'
import type { StartArguments } from './start-arguments.ts'
import { createLanguage } from './language.ts'
import { trialsOver } from './trials-over.ts'
import { watchQuit } from './watch-quit.ts'
import { guardContents, guardSession } from './window-guard.ts'

type Circumstances = { home: string; windowHome: string; args: StartArguments }

const built = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** The desktop, from here to its end: one window, one tray icon, one engine in a process of its own. */
export function runDesktop({ home, windowHome, args }: Circumstances): void {
  const file = openFileLog(join(home, 'logs', 'window'), Date.now)
  const log = (what: string, error: unknown) =>
    file.write('warn', what, { detail: error instanceof Error ? error.stack : String(error) })
  for (const odd of args.odd) log('an argument was not understood', odd)
  const fatal = (error: Error) => {
    log('something unexpected went wrong', error)
    dialog.showErrorBox('Hotfolder', error.message)
    app.quit()
  }
  process.on('uncaughtException', fatal)
  process.on('unhandledRejection', error => log('something unexpected went wrong', error))
  process.on('exit', () => file.close())

  let deeds: AppDeeds | null = null
  const language = createLanguage(() => app.getLocale())
  const line = openEngineLine({ home, apiToken: process.env['HOTFOLDER_API_TOKEN'], fork: forkRoom, log })
  const window = createMainWindow({
    preload: built('./preload/preload.cjs'),
    stateFile: join(windowHome, 'place.json'),
    icon: built('./icons/icon.png'),
    onCrash: () => showNotice(language.words().pageCrashed, window.show),
    mayLeave: leaving => quitting.isQuitting || askToLeave(leaving, language.words()),
    onGone: () => pages.pageGone(),
    log,
  })
  const granted = createGrantedPaths(home)
  const pages = openPageLine({
    line,
    pathGate: createPathGate(granted),
    desktop: answerDesktop({
      line,
      granted,
      drops: createDropDesk(line),
      window: () => window.current,
      deeds: () => {
        // No page is shown before it is there.
        if (deeds === null) throw new Error('the app is not ready')
        return deeds
      },
      words: language.words,
      log,
    }),
    window: () => window.current,
    log,
  })
  const quitting = watchQuit({ line, leave: window.leave })
  guardContents(log)

  const started = app.whenReady().then(() => {
    guardSession(session.defaultSession)
    const served = { pages: built('../renderer'), photos: photosOver(line), trials: trialsOver(line) }
    protocol.handle(scheme, answerOwnAddress({ ...served, log }))
    deeds = followEngine({ line, window, pages, language, quitting, trayIcon: built('./icons/tray.png'), log })
    line.hear(turn => {
      if (turn.kind === 'refused') void askAgain(explain(turn.problem))
    })
    line.start()
    const isHidden = args.isHidden || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin)
    if (!isHidden) window.show()
  })
  receiveBrought({ line, window, pages, args, started, log })
  started.catch(fatal)

  /** The engine cannot be started, and a person may change that: another program holds the home, the disk is full. */
  async function askAgain({ title, advice }: { title: string; advice: string }): Promise<void> {
    const words = language.words()
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: words.cannotStart,
      message: title,
      detail: advice,
      buttons: [words.tryAgain, words.quit],
      defaultId: 0,
      cancelId: 1,
    })
    if (response === 0) line.start()
    else app.quit()
  }
}
