import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { type LocalCloud, type LocalCloudOptions, startLocalCloud } from '../../../main/local-cloud/index.ts'
import { runCommandLine } from '../../../main/hosts/cli/run-command-line.ts'
import { aTerminal } from '../../support/a-terminal.ts'
import { type CliRun, type Ended, runCli, startCli } from './run-cli.ts'

/** A person's desk for one test: a home, a folder of photos, a local cloud of their own when they ask for one. */
export type Desk = {
  home: string
  photos: string
  at(...parts: string[]): string
  /** Writes a small JPEG, unlike every other one; answers with its path. */
  photo(name: string): Promise<string>
  file(name: string, content: string | Uint8Array): string
  cloud(options?: Partial<LocalCloudOptions>): Promise<LocalCloud>
  /** Adds the profile `studio` for this cloud and makes it the active one; answers with the environment it needs. */
  profileFor(cloud: LocalCloud, accountId?: string): Promise<Record<string, string>>
  run(args: readonly string[], more?: { env?: Record<string, string>; input?: string }): Promise<Ended>
  start(args: readonly string[], more?: { env?: Record<string, string>; input?: string }): CliRun
  /** The same program in this process, with a person at the keyboard who types these answers. */
  inPerson(args: readonly string[], more?: { env?: Record<string, string>; answers?: string[] }): Promise<Typed>
  /** The same where nobody is, and nothing but pipes. */
  inPipe(args: readonly string[], more?: { env?: Record<string, string>; input?: string }): Promise<Typed>
  /** Ends whatever still runs and removes everything. */
  clear(): Promise<void>
}

/** How a command ended for a person: what stood on the screen, and what they were asked. */
export type Typed = { code: number; lines: string[]; errors: string[]; asked: string[] }

let made = 0

export function aDesk(): Desk {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'hotfolder-cli-')))
  const home = join(place, 'home')
  const photos = join(place, 'photos')
  mkdirSync(photos)
  const clouds: LocalCloud[] = []
  const runs: CliRun[] = []

  // Long settled, so that no test waits for it.
  const settle = (path: string) => {
    const at = new Date(Date.now() - 3_600_000)
    utimesSync(path, at, at)
    return path
  }
  const start: Desk['start'] = (args, more = {}) => {
    const run = startCli(args, { home, cwd: place, ...more })
    runs.push(run)
    return run
  }
  const run: Desk['run'] = (args, more = {}) => runCli(args, { home, cwd: place, ...more })
  const here = async (args: readonly string[], env: Record<string, string>, more: Parameters<typeof aTerminal>[0]) => {
    const terminal = aTerminal({ env: { HOTFOLDER_HOME: home, ...env }, cwd: place, ...more })
    const code = await runCommandLine(args, terminal)
    return { code, lines: terminal.lines, errors: terminal.errors, asked: terminal.asked }
  }
  const inPerson: Desk['inPerson'] = (args, { env = {}, answers = [] } = {}) =>
    here(args, env, { isScreen: true, answers })
  const inPipe: Desk['inPipe'] = (args, { env = {}, input = '' } = {}) => here(args, env, { input: [input] })

  return {
    home,
    photos,
    at: (...parts) => join(place, ...parts),
    async photo(name) {
      made += 1
      const [r, g, b] = [made % 256, (made * 31) % 256, (made * 87) % 256] as const
      const path = join(photos, name)
      const image = sharp({ create: { width: 320, height: 200, channels: 3, background: { r, g, b } } })
      writeFileSync(
        path,
        await image
          .composite([{ input: Buffer.from(squares(made)) }])
          .jpeg()
          .toBuffer(),
      )
      return settle(path)
    },
    file(name, content) {
      writeFileSync(join(photos, name), content)
      return settle(join(photos, name))
    },
    async cloud(options = {}) {
      const folder = join(place, `cloud-${clouds.length}`)
      mkdirSync(folder)
      const cloud = await startLocalCloud({ folder, port: 0, ...options })
      clouds.push(cloud)
      return cloud
    },
    async profileFor(cloud, accountId = cloud.accountId) {
      const env = { HOTFOLDER_API_TOKEN: cloud.token }
      const add = ['profile', 'add', 'studio', '--no-token', '--account', accountId, '--base-url', cloud.baseUrl]
      for (const args of [add, ['profile', 'use', 'studio']]) {
        const ended = await inPerson(args, { env })
        if (ended.code !== 0) throw new Error(ended.errors.join('\n'))
      }
      return env
    },
    run,
    start,
    inPerson,
    inPipe,
    async clear() {
      for (const { child, ended } of runs) {
        child.kill('SIGKILL')
        await ended
      }
      for (const cloud of clouds) await cloud.close()
      rmSync(place, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const squares = (n: number) =>
  `<svg width="320" height="200"><rect x="${n % 300}" y="${(n * 7) % 180}" width="40" height="20" fill="#fff"/></svg>`

/** The first part of a file, as a copy that was broken off leaves it. */
export const firstHalfOf = (path: string): Uint8Array => {
  const bytes = readFileSync(path)
  return bytes.subarray(0, bytes.length >> 1)
}

export type PhotoLine = {
  path: string
  state: string
  imageId: string | null
  sha256: string | null
  bytes: number
  links: string[]
  problem: { code: string; title: string; advice: string } | null
}

/** What `--json` printed: a line per photo by name, and the summary. */
export function readJsonLines({ lines }: { lines: string[] }): {
  photos: Map<string, PhotoLine>
  count: number
  summary: Record<string, number>
} {
  const last = JSON.parse(lines.at(-1) ?? 'null') as { summary: Record<string, number> }
  const told = lines.slice(0, -1).map(line => JSON.parse(line) as PhotoLine)
  const photos = new Map(told.map(photo => [photo.path.slice(photo.path.lastIndexOf('/') + 1), photo]))
  return { photos, count: told.length, summary: last.summary }
}
