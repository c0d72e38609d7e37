import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { z } from 'zod'
import { BatchId, DropId, DropSending, Instant, type Problem, ProfileName } from '../../../preload/contract/index.ts'
import { codeOfSystem, reasonOfSystem } from '../../adapters/problem-of-system.ts'

/** How a drop was ordered to be sent; kept before anything is, so that a restart can go on. */
const Sent = DropSending.extend({ profile: ProfileName, at: Instant, batches: z.array(BatchId).default([]) })
export type Sent = z.infer<typeof Sent>

/** One file of a drop: its number, and the name it came with. */
export type Spooled = { drop: DropId; file: number; name: string }

/**
 * Where dropped files wait: `<folder>/<drop>/<file>/<name>`, so that equal names do not meet and each keeps its own, beside
 * `sent.json` once they were ordered to be sent. Nothing outside this folder is ever touched.
 */
export interface DropFolder {
  pathOf(spooled: Spooled): string
  /** Where a file grows until it is whole. */
  growingPathOf(spooled: Spooled): string
  /** Which spooled file is at this path; null for every other path. */
  at(path: string): Spooled | null
  drops(): DropId[]
  /** Whole files only. */
  files(drop: DropId): Spooled[]
  /** `unreadable`: something is written there, but it cannot be read. */
  sent(drop: DropId): Sent | 'not-sent' | 'unreadable'
  keepSent(drop: DropId, sent: Sent): Promise<void>
  takeBackSent(drop: DropId): void
  make(drop: DropId): void
  removeFile(spooled: Spooled): void
  remove(drop: DropId): void
  /** What an exception of the system, met in this folder, means. */
  explain(error: unknown): Problem
}

const sentName = 'sent.json'
const fileNumber = /^[1-9]\d{0,8}$/

export function openDropFolder(folder: string): DropFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // The engine knows a file by its real path.
  const place = realpathSync(folder)
  const folderOf = (drop: DropId) => join(place, drop)
  const numberOf = ({ drop, file }: Spooled) => join(place, drop, String(file))

  return {
    pathOf: spooled => join(numberOf(spooled), spooled.name),
    growingPathOf: spooled => `${numberOf(spooled)}.part`,
    at(path) {
      if (!path.startsWith(place + sep)) return null
      const [drop = '', number = '', name = '', ...deeper] = relative(place, path).split(sep)
      const isOurs = DropId.safeParse(drop).success && fileNumber.test(number) && name !== '' && deeper.length === 0
      return isOurs ? { drop, file: Number(number), name } : null
    },
    drops: () => namesIn(place).filter(name => DropId.safeParse(name).success),
    files: drop =>
      namesIn(folderOf(drop))
        .filter(name => fileNumber.test(name))
        .flatMap(number => namesIn(join(folderOf(drop), number)).map(name => ({ drop, file: Number(number), name }))),
    sent(drop) {
      try {
        const read = Sent.safeParse(JSON.parse(readFileSync(join(folderOf(drop), sentName), 'utf8')))
        return read.success ? read.data : 'unreadable'
      } catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'not-sent' : 'unreadable'
      }
    },
    async keepSent(drop, sent) {
      const path = join(folderOf(drop), sentName)
      const file = await open(`${path}.part`, 'w', 0o600)
      try {
        await file.writeFile(JSON.stringify(sent))
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${path}.part`, path)
    },
    takeBackSent: drop => rmSync(join(folderOf(drop), sentName), { force: true }),
    make: drop => void mkdirSync(folderOf(drop), { recursive: true, mode: 0o700 }),
    removeFile: spooled => rmSync(numberOf(spooled), { recursive: true, force: true }),
    remove: drop => rmSync(folderOf(drop), { recursive: true, force: true }),
    explain(error) {
      const code = codeOfSystem(error)
      return code === 'ENOSPC' || code === 'EDQUOT'
        ? { code: 'disk-full', path: place }
        : { code: 'file-unwritable', path: place, detail: reasonOfSystem(error) }
    },
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
