import { readFileSync } from 'node:fs'
import { arch, availableParallelism, homedir, platform, release, totalmem } from 'node:os'
import type { Machine } from '../engine/ports.ts'

const ours = new URL('../../package.json', import.meta.url)

/** What comes along under a licence of its own that asks to be named. */
const parts = [
  { name: 'libheif', licence: 'LGPL 3.0' },
  { name: 'libvips', licence: 'LGPL 3.0' },
  { name: 'sharp', licence: 'Apache 2.0' },
  { name: 'SQLite', licence: 'public domain' },
]

type Options = { home: string; database: number }

/** This computer, and the program that runs on it. */
export function createNodeMachine({ home, database }: Options): Machine {
  const { version } = JSON.parse(readFileSync(ours, 'utf8')) as { version: string }
  const own = homedir()
  return {
    about: () => ({
      version,
      node: process.versions.node,
      platform: `${platform()} ${arch()} ${release()}`,
      processors: availableParallelism(),
      memoryBytes: totalmem(),
      database,
      home: own.length > 1 && home.startsWith(own) ? `~${home.slice(own.length)}` : home,
      parts,
    }),
  }
}
