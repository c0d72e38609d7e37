import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a person starts. */
export const bin = fileURLToPath(new URL('../../../main/hosts/cli/bin.js', import.meta.url))

export type Ended = { code: number | null; out: string; err: string; lines: string[] }

/** One command in a process of its own, as a person would start it. */
export type CliRun = {
  child: ChildProcess
  readonly out: string
  readonly err: string
  /** Resolves with how it ended. */
  ended: Promise<Ended>
  /** Waits until standard output or error holds this text. */
  says(text: string): Promise<void>
}

type Circumstances = { home: string; cwd?: string; env?: Record<string, string>; input?: string }

/** Starts `hotfolder …` on this home. No keychain and no token are inherited. */
export function startCli(args: readonly string[], { home, cwd, env = {}, input = '' }: Circumstances): CliRun {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], HOME: home, TMPDIR: process.env['TMPDIR'], HOTFOLDER_HOME: home, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  const heard = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    for (const look of heard) look()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
    for (const look of heard) look()
  })
  // A command that wants no input may end before it is offered any.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code => resolve({ code, out, err, lines: out.split('\n').filter(line => line !== '') }))
  })
  return {
    child,
    get out() {
      return out
    },
    get err() {
      return err
    },
    ended,
    says(text) {
      return new Promise((resolve, reject) => {
        const look = () => {
          if (!out.includes(text) && !err.includes(text)) return
          heard.delete(look)
          clearTimeout(giveUp)
          resolve()
        }
        const giveUp = setTimeout(() => {
          heard.delete(look)
          reject(new Error(`It never said “${text}”.\nout: ${out}\nerr: ${err}`))
        }, 60_000)
        heard.add(look)
        look()
      })
    },
  }
}

/** Runs `hotfolder …` to its end. */
export const runCli = (args: readonly string[], circumstances: Circumstances): Promise<Ended> =>
  startCli(args, circumstances).ended
