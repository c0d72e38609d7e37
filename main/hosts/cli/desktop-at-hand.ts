import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Electron’s program, where it can be used; else why not, in words for one line. */
export type DesktopAtHand = { kind: 'here'; program: string; entry: string } | { kind: 'not-here'; why: string }

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** Nothing is fetched to find out: the package brings types, and its program only where that was installed apart. */
export function findDesktop(env: Record<string, string | undefined>, platform: NodeJS.Platform): DesktopAtHand {
  const notHere = (why: string) => ({ kind: 'not-here', why }) as const
  const program = findProgram()
  if (program === null) return notHere('Electron’s program is not installed (npx install-electron)')
  const entry = join(root, 'dist', 'desktop', 'main.js')
  if (!existsSync(entry)) return notHere('it is not built yet (npm run build)')
  const isBare = platform !== 'darwin' && platform !== 'win32' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']
  return isBare ? notHere('there is no screen to show it on') : { kind: 'here', program, entry }
}

function findProgram(): string | null {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
    const program = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(program) ? program : null
  } catch (error) {
    // Neither the package nor its program is there.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}
