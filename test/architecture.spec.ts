import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const files = ['main', 'preload', 'renderer', 'test'].flatMap(folder => sourcesIn(join(root, folder)))

/** What the pages are made of. */
const controls = ['react', '@mantine/core', '@mantine/hooks', '@tanstack/react-virtual']

/** Who may import whom: place → what it may import besides itself. Packages by name, our own places by path. */
const walls: { place: string; may: string[] }[] = [
  { place: 'preload/contract', may: ['zod'] },
  { place: 'main/engine', may: ['preload/contract'] },
  {
    place: 'main/cloudflare',
    may: ['main/engine/ports.ts', 'preload/contract', 'zod', 'cloudflare', 'undici', 'node:*'],
  },
  { place: 'main/local-cloud', may: ['node:*', 'sharp', 'hono', '@hono/node-server', 'heic-decode', 'zod'] },
  { place: 'main/adapters/sharp-inspector', may: adapter('sharp', 'exif-reader') },
  { place: 'main/adapters/sqlite-queue-store', may: adapter('zod') },
  { place: 'main/adapters/chokidar-watcher', may: adapter('chokidar') },
  { place: 'main/adapters/keytar-vault', may: adapter('keytar', 'zod') },
  { place: 'main/adapters/picomatch-globs', may: adapter('picomatch') },
  { place: 'main/adapters', may: adapter('main/adapters') },
  {
    place: 'main/hosts/desktop',
    may: ['main', 'preload/contract', 'node:*', 'electron', 'electron-updater', 'hono', 'sharp', 'vite', 'zod'],
  },
  { place: 'preload/index', may: ['electron', 'preload/contract'] },
  { place: 'preload/vite.config.ts', may: ['vite'] },
  {
    place: 'main/hosts',
    may: ['main', 'preload/contract', 'node:*', 'commander', 'hono', '@hono/node-server', 'sharp', 'zod'],
  },
  { place: 'renderer/format', may: [] },
  { place: 'renderer/text', may: ['preload/contract', 'renderer/format', 'react'] },
  { place: 'renderer/state', may: ['preload/contract', 'react'] },
  { place: 'renderer/actions', may: ['preload/contract', 'renderer/format', 'renderer/state', 'renderer/text'] },
  { place: 'renderer/parts', may: ['preload/contract', 'renderer/format', 'renderer/text', ...controls] },
  {
    place: 'renderer/screens',
    may: [
      'preload/contract',
      ...['actions', 'format', 'parts', 'state', 'text'].map(folder => `renderer/${folder}`),
      ...controls,
    ],
  },
  { place: 'renderer/vite.config.ts', may: ['vite', '@vitejs/plugin-react'] },
  { place: 'renderer/without-eval.ts', may: ['zod'] },
  { place: 'renderer', may: ['preload/contract', 'react-dom', ...controls] },
  { place: 'test', may: ['*'] },
]

/** The engine decides with what it is given: no clock, chance, network or console of its own. */
const forbiddenInEngine =
  /\b(Date\.now|new Date\(|Math\.random|setTimeout|setInterval|setImmediate|fetch\(|console\.|AbortSignal\.timeout|crypto\.)|\bprocess\./

/** Names that say nothing; the Secret Service is called so. */
const emptyNames =
  /(^|[-./])(utils?|helpers?|common|managers?|services?|items?|entry|entries|assets?|data|infos?|process)([-./]|$)/

function adapter(...libraries: string[]): string[] {
  return ['main/engine/ports.ts', 'preload/contract', 'node:*', ...libraries]
}

describe('the walls', () => {
  it('stand: every import is one its place may make', () => {
    const broken = files.flatMap(file =>
      importsOf(file)
        .filter(target => !isAllowed(file, target))
        .map(target => `${file} → ${target}`),
    )

    expect(broken).toEqual([])
  })

  it('keep clock, chance, network and console out of the engine', () => {
    const broken = files
      .filter(file => file.startsWith('main/engine/'))
      .filter(file => forbiddenInEngine.test(codeOf(file)))

    expect(broken).toEqual([])
  })

  it('keep electron inside the desktop host and the preload', () => {
    const broken = files.filter(
      file => importsOf(file).includes('electron') && !/^(main\/hosts\/desktop|preload)\//.test(file),
    )

    expect(broken).toEqual([])
  })
})

describe('a person’s files', () => {
  it('are only ever opened to be read; what we write is new, or a line more in a text of ours', () => {
    const onDisk = files.filter(file => /^main\/adapters\/(node-disk|new-file|crawl\/)/.test(file))
    const code = onDisk.map(codeOf).join('\n')
    const flags = [...code.matchAll(/\bopen\(\w+, '([^']*)'/g)].map(found => found[1])

    expect(new Set(flags)).toEqual(new Set(['wx', 'a+']))
    expect(code).not.toMatch(/\b(writeFile|appendFile|copyFile|truncate|unlink|createWriteStream|utimes|chmod)/)
    expect(code.match(/\b(rm|rename)\((?!draft\b)/g)).toBeNull()
  })
})

describe('the sizes', () => {
  it('stay small: no file above 350 lines, half of them at most 90', () => {
    const sizes = files
      .filter(file => !file.startsWith('test/'))
      .map(file => ({ file, lines: codeOf(file).split('\n').length - 1 }))
    const sorted = sizes.map(size => size.lines).toSorted((a, b) => a - b)

    expect(files.filter(file => codeOf(file).split('\n').length > 351)).toEqual([])
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(90)
  })
})

describe('the names', () => {
  it('are words of ours, in kebab-case', () => {
    const odd = files.filter(
      file => emptyNames.test(file.replace('secret-service', '')) || !/^[a-z0-9./-]+$/.test(file),
    )

    expect(odd).toEqual([])
  })

  it('are exported by name', () => {
    const defaults = files.filter(file => /^export default/m.test(codeOf(file)) && !file.endsWith('.config.ts'))

    expect(defaults).toEqual([])
  })
})

function sourcesIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(ts|tsx|js)$/.test(name))
    .map(name => relative(root, join(folder, name)).replaceAll('\\', '/'))
}

function codeOf(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

/** Targets as our own paths from the root, or package names. */
function importsOf(file: string): string[] {
  const found = codeOf(file).matchAll(
    /^\s*(?:import|export)\s[^'"]*?from\s+['"]([^'"]+)['"]|^\s*import\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm,
  )
  return [...found].map(match => match[1] ?? match[2] ?? match[3] ?? '').map(target => resolveTarget(file, target))
}

function resolveTarget(file: string, target: string): string {
  return target.startsWith('.') ? join(dirname(file), target).replaceAll('\\', '/') : target
}

function isAllowed(file: string, target: string): boolean {
  const wall = walls.find(one => isIn(file, one.place))
  if (wall === undefined) return false
  return (
    isIn(target, wall.place) ||
    wall.may.some(
      may =>
        may === '*' ||
        (may === 'node:*' && target.startsWith('node:')) ||
        isIn(target, may) ||
        target.startsWith(`${may}/`),
    )
  )
}

function isIn(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}/`) || path === `${place}.ts`
}
