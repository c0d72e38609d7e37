import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aDesk } from '../../scenarios/cli/a-desk.ts'
import { overSocket, standIn, startDesktop } from '../a-desktop.ts'
import { type PackedApp, packApp } from './pack-app.ts'

const root = join(import.meta.dirname, '../../..')
/** As npm writes it. */
const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional(), peer: z.boolean().optional() }),
  ),
})
const isNative = /\.(node|so(\.[\d.]+)?|dll|dylib)$/
/** In the names of what is native: an app for macOS serves both of its processors. */
const here = process.platform === 'darwin' ? 'darwin-' : `${process.platform}-${process.arch}`
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`

let app: PackedApp

beforeAll(async () => {
  app = await packApp()
}, 300_000)
afterAll(() => app.clear())

describe('the packed app', { timeout: 120_000 }, () => {
  it('holds the built files, each of them, and its own package.json', () => {
    const ours = app.files.map(file => file.path).filter(path => !path.startsWith('node_modules/'))

    const built = ['dist/desktop', 'dist/renderer'].flatMap(folder => filesIn(folder))
    expect(ours.toSorted()).toEqual([...built, 'package.json'].toSorted())
    expect(built).toContain('dist/desktop/main.js')
    expect(built).toContain('dist/renderer/index.html')
  })

  it('holds the libraries it needs when it runs, and none of those it is made with', () => {
    const packed = new Set(app.files.flatMap(file => packageOf(file.path)))

    expect([...packed].toSorted()).toEqual(librariesAtRunTime())
  })

  it('holds no source, declaration, map, test, cache or secret of anybody', () => {
    const odd = app.files.filter(({ path }) =>
      /\.(tsx?|[cm]ts|map|tsbuildinfo|cc|h|gyp|md|spec\.js|log|env|pem)$|(^|\/)(tests?|\.[^/]+)\//.test(path),
    )

    expect(odd).toEqual([])
  })

  it('has its preload as one file that a sandboxed page can load', () => {
    const folder = join(app.unpack(), 'dist/desktop/preload')
    const code = readFileSync(join(folder, 'preload.cjs'), 'utf8')

    expect(readdirSync(folder)).toEqual(['preload.cjs'])
    expect([...code.matchAll(/\brequire\(["'`]([^"'`]+)/g)].map(found => found[1])).toEqual(['electron'])
    expect(code).not.toMatch(/^\s*import\b|\bimport\(/m)
  })

  it('has its native files beside the archive, for this system and processor alone', () => {
    const natives = app.files.filter(file => isNative.test(file.path))

    expect(natives.map(file => file.isBeside)).not.toContain(false)
    expect(natives.filter(file => !file.path.includes(here))).toEqual([])
    expect(natives.map(file => packageOf(file.path)[0])).toEqual(expect.arrayContaining(['keytar']))
    expect(natives.some(file => file.path.includes('@img/sharp-'))).toBe(true)
    for (const { path } of natives)
      expect(magicOf(join(app.resources, 'app.asar.unpacked', path)), path).toBe(magics[process.platform])
  })

  it('is small: what is ours weighs less than a photographer’s ten raw files', () => {
    const beside = app.files.filter(file => file.isBeside).reduce((sum, file) => sum + file.bytes, 0)
    const archive = statSync(join(app.resources, 'app.asar')).size

    console.log(`Packed without Electron: ${megabytes(archive)} in the archive, ${megabytes(beside)} native beside it.`)
    expect(archive + beside).toBeLessThan(60_000_000)
  })

  it('knows where its updates come from', () => {
    const feed = readFileSync(join(app.resources, 'app-update.yml'), 'utf8')

    expect(feed).toContain('provider: github')
  })

  it('has its fuses set in the program file', async () => {
    const wire = await getCurrentFuseWire(app.program)

    const stateOf = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE
    expect({
      runsAsNode: stateOf(FuseV1Options.RunAsNode),
      encryptsCookies: stateOf(FuseV1Options.EnableCookieEncryption),
      heedsNodeOptions: stateOf(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      canBeInspected: stateOf(FuseV1Options.EnableNodeCliInspectArguments),
      checksItsArchive: stateOf(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      loadsOnlyItsArchive: stateOf(FuseV1Options.OnlyLoadAppFromAsar),
      trustsFiles: stateOf(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runsAsNode: false,
      encryptsCookies: true,
      heedsNodeOptions: false,
      canBeInspected: false,
      checksItsArchive: true,
      loadsOnlyItsArchive: true,
      trustsFiles: false,
    })
    if (app.kind === 'stand-in')
      console.log(
        'Fuses are set in a stand-in for Electron’s program; that Electron obeys them, and checks its archive (macOS and Windows only), cannot be seen here.',
      )
  })

  it('finds all its libraries in what is packed', async () => {
    const code = 'for (const name of process.argv.slice(1)) require(name)'
    const names = ['sharp', 'keytar', 'heic-decode', 'builder-util-runtime']

    const loading = promisify(execFile)(process.execPath, ['--eval', code, ...names], { cwd: app.unpack() })

    await expect(loading).resolves.toMatchObject({ stderr: '' })
  })

  it('delivers a photo with nothing but what is packed', async () => {
    const desk = aDesk()
    const photo = await desk.photo('_HF_1.jpg')
    const program = startPacked(desk.home)
    try {
      const { bridge, client } = await overSocket(desk.home)
      await bridge.addPhotos({ paths: [photo] })

      const receipts = async () => {
        const page = await bridge.listReceipts({})
        return page.ok ? page.value.receipts : []
      }
      await expect.poll(receipts, { timeout: 60_000 }).toHaveLength(1)
      const [receipt] = await receipts()
      const picture = await fetch(receipt?.links[0] ?? '')

      expect(receipt?.path).toBe(photo)
      expect(picture.status).toBe(200)
      expect((await sharp(await picture.arrayBuffer()).metadata()).width).toBe(320)
      client.close()
    } finally {
      const ended = new Promise(resolve => program.once('exit', resolve))
      program.kill()
      await ended
      await desk.clear()
    }
  })

  it('shows its pages in its window', async ({ skip }) => {
    if (app.kind === 'electron') return skip('a packed program cannot be looked into: that is what its fuses are for')
    const desk = aDesk()
    const run = await startDesktop({ home: desk.home, entry: join(app.unpack(), 'dist/desktop/main.js') })

    const page = await run.page()
    await page.getByRole('heading', { name: 'From your folder to working links' }).waitFor()

    await run.app.close()
    await desk.clear()
  })
})

/** The whole program where Electron is there; else its packed files, in Node with the stand-in for Electron’s API. */
function startPacked(home: string): ChildProcess {
  const isWhole = app.kind === 'electron'
  const args = isWhole ? ['--hidden'] : [join(app.unpack(), 'dist/desktop/main.js'), '--hidden']
  return spawn(isWhole ? app.program : standIn, args, {
    env: { ...process.env, HOME: home, HOTFOLDER_HOME: home },
    stdio: 'ignore',
  })
}

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(found => found.isFile())
    .map(found => relative(root, join(found.parentPath, found.name)).replaceAll('\\', '/'))
}

/** The package a file belongs to, as it is imported: no file of ours belongs to one. */
function packageOf(path: string): string[] {
  const inner = path.split('node_modules/').at(-1) ?? path
  const parts = inner.split('/')
  if (inner === path) return []
  return [inner.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '')]
}

/** What the lock file says is needed without development, and is installed, for this machine; headers of C++ run nowhere. */
function librariesAtRunTime(): string[] {
  const lock = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
  const needed = Object.entries(lock.packages)
    .filter(([path, how]) => path !== '' && how.dev !== true && how.devOptional !== true && how.peer !== true)
    .filter(([path]) => existsSync(join(root, path)))
    .flatMap(([path]) => packageOf(path))
  const isElsewhere = (name: string) => name.startsWith('@img/sharp-') && !name.includes(here)
  return [...new Set(needed)].filter(name => name !== 'node-addon-api' && !isElsewhere(name)).toSorted()
}

/** How a native file of each system begins. */
const magics: Partial<Record<NodeJS.Platform, string>> = { linux: '7f454c46', win32: '4d5a', darwin: 'cffaedfe' }

function magicOf(file: string): string {
  return readFileSync(file)
    .subarray(0, (magics[process.platform] ?? '').length / 2)
    .toString('hex')
}
