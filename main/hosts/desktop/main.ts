import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { app, dialog, protocol } from 'electron'
import { explain } from '../../../preload/contract/index.ts'
import { defaultHomeFolder } from '../../adapters/default-home-folder.ts'
import { handOverTo } from './hand-over-to.ts'
import { scheme } from './own-address.ts'
import { runDesktop } from './run-desktop.ts'
import { readStartArguments } from './start-arguments.ts'

// The desktop’s entry. What must be said before the runtime is ready is said here; the rest is `runDesktop`.
app.setName('Hotfolder')
// As the installer names the shortcut in the start menu: without it Windows shows no notification of ours.
app.setAppUserModelId('app.hotfolder.desktop')
app.enableSandbox()
protocol.registerSchemesAsPrivileged([
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
])

const home = defaultHomeFolder(process.env, process.platform, homedir())
const windowHome = join(home, 'window')
mkdirSync(windowHome, { recursive: true, mode: 0o700 })
// One desktop per home folder, as there is one engine.
app.setPath('userData', windowHome)
app.setPath('sessionData', windowHome)

const args = readStartArguments(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd())
// Where photos lie we hold nothing: a card could not be ejected, and a program that lies there might be taken for the system’s.
process.chdir(home)

if (app.requestSingleInstanceLock({ isHidden: args.isHidden })) runDesktop({ home, windowHome, args })
else handOver().catch((error: unknown) => refuse('Hotfolder', String(error)))

/** Another one runs: it has been told to come to the front, and gets what we brought. */
async function handOver(): Promise<void> {
  const { paths, place } = args.brought
  if (paths.length === 0 && place === null) return app.exit(0)
  const handed = await handOverTo(home, args.brought)
  if (handed.ok) return app.exit(0)
  const { title, advice } = explain(handed.problem)
  refuse(title, advice)
}

/** Nobody who started us by an icon sees a standard error. */
function refuse(title: string, advice: string): void {
  process.stderr.write(`${title}. ${advice}\n`)
  if (process.platform !== 'linux') dialog.showErrorBox(title, advice)
  app.exit(1)
}
