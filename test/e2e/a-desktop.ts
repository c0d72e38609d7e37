import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { createBridge } from '../../preload/contract/index.ts'
import { connectControl } from '../../main/hosts/control/index.ts'

const root = join(import.meta.dirname, '../..')
/** Passes for Electron’s program. */
export const standIn = join(root, 'test/support/electron-stand-in/electron-stand-in')
const built = join(root, 'dist/desktop/main.js')

/** Which of the two runs: Electron’s own runtime where it was installed, else the stand-in. */
export const runtime: 'electron' | 'stand-in' = hasElectron() ? 'electron' : 'stand-in'

/** The package brings the types alone; its program is fetched apart, where there is a line for that, and shows only on a screen. */
function hasElectron(): boolean {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const named = join(folder, 'path.txt')
  const isThere = existsSync(named) && existsSync(join(folder, 'dist', readFileSync(named, 'utf8')))
  const hasScreen = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined
  return isThere && hasScreen && process.env['HOTFOLDER_RUNTIME'] !== 'stand-in'
}

/** The desktop as a person has it: started, with its window open, unless it was to be hidden. */
export interface DesktopRun {
  readonly app: ElectronApplication
  page(): Promise<Page>
  /** What the program wrote on its standard error. */
  readonly said: string
  readonly ended: Promise<number | null>
  readonly hasEnded: boolean
}

type Start = { home: string; entry?: string; cwd?: string; args?: readonly string[]; env?: Record<string, string> }

export async function startDesktop({
  home,
  entry = built,
  cwd = root,
  args = [],
  env = {},
}: Start): Promise<DesktopRun> {
  const app = await _electron.launch({
    ...(runtime === 'stand-in' ? { executablePath: standIn } : {}),
    args: [entry, ...args],
    cwd,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      TMPDIR: process.env['TMPDIR'] ?? '/tmp',
      DISPLAY: process.env['DISPLAY'] ?? '',
      XDG_CONFIG_HOME: join(home, 'config'),
      HOTFOLDER_HOME: home,
      ...env,
    },
  })
  let said = ''
  app.process().stderr?.on('data', (text: Buffer) => {
    said += text.toString()
  })
  let hasEnded = false
  const ended = new Promise<number | null>(resolve =>
    app.process().once('exit', code => {
      hasEnded = true
      resolve(code)
    }),
  )
  return {
    app,
    page: async () => app.windows()[0] ?? app.firstWindow(),
    get said() {
      return said
    },
    ended,
    get hasEnded() {
      return hasEnded
    },
  }
}

/** The engine of a home, asked past the window, as a terminal does. */
export async function overSocket(home: string) {
  for (let tries = 0; ; tries += 1) {
    const reached = await connectControl(home)
    if (reached.ok) return { bridge: createBridge(reached.value), client: reached.value }
    if (tries > 200) throw new Error(JSON.stringify(reached.problem))
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}
