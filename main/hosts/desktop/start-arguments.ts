import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { linkScheme, readDeepLink } from './deep-link.ts'
import { type Brought, mostHanded } from './take-handed.ts'

/** What a person, another program or the system said when it started us. */
export type StartArguments = {
  /** Into the tray, without a window: at login. */
  isHidden: boolean
  brought: Brought
  /** What was not understood, for the log. */
  odd: readonly string[]
}

/** Everything behind it is a path, whatever it looks like: `--send -- -odd-.jpg`. */
const send = '--send'
/** A text file with one path per line: a command line of Windows ends at 32,767 characters. */
const sendList = '--send-list='
const hidden = '--hidden'
const longestList = 16_000_000

/** `args`: what stands behind the program and, in development, its entry. Switches of the runtime are passed over. */
export function readStartArguments(args: readonly string[], cwd: string): StartArguments {
  const at = args.indexOf(send)
  const before = at === -1 ? args : args.slice(0, at)
  const named = at === -1 ? [] : args.slice(at + 1).filter((arg, index) => arg !== '--' || index > 0)
  const odd: string[] = []
  const paths = named.map(path => resolve(cwd, path))
  let place: Brought['place'] = null
  for (const arg of before) {
    if (arg.startsWith(`${linkScheme}:`)) {
      place = readDeepLink(arg)
      if (place === null) odd.push(arg.slice(0, 200))
    } else if (arg.startsWith('file:')) paths.push(...readFileLink(arg, odd))
    else if (arg.startsWith(sendList)) paths.push(...readList(resolve(cwd, arg.slice(sendList.length)), cwd, odd))
    else if (!arg.startsWith('-')) paths.push(resolve(cwd, arg))
  }
  const whole = paths.filter(path => !path.includes('\0'))
  if (whole.length > mostHanded) odd.push(`${whole.length - mostHanded} paths more than can be taken at once`)
  return { isHidden: args.includes(hidden), brought: { paths: whole.slice(0, mostHanded), place }, odd }
}

/** File managers of Linux name what they open as an address. */
function readFileLink(link: string, odd: string[]): string[] {
  try {
    return [fileURLToPath(link)]
  } catch {
    odd.push(link.slice(0, 200))
    return []
  }
}

function readList(file: string, cwd: string, odd: string[]): string[] {
  try {
    const text = readFileSync(file, 'utf8')
    if (text.length > longestList) {
      odd.push(`${file} is too long a list`)
      return []
    }
    return text
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
      .filter(line => line !== '')
      .map(line => resolve(cwd, line))
  } catch (error) {
    odd.push(`${file}: ${error instanceof Error ? error.message : String(error)}`)
    return []
  }
}
