import { mkdirSync, rmSync } from 'node:fs'
import { open, readdir, rm, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import {
  type Bridge,
  fail,
  type Image,
  type ImageId,
  type Outcome,
  type ProfileName,
  succeed,
} from '../../../preload/contract/index.ts'
import { codeOfSystem } from '../../adapters/problem-of-system.ts'
import { manifestName, originalNames } from '../../engine/library/original-name.ts'
import type { PhotoSources } from './photo-sources.ts'

type Needs = {
  /** Ours alone, emptied at each start. */
  folder: string
  keepOriginal: Bridge['keepOriginal']
  imageOf(profile: ProfileName, image: ImageId): Image | undefined
  now(): number
}

const mostBytes = 500_000_000
/** What was fetched so lately may be on its way to a page. */
const untouchedMs = 60_000

const types: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.jpe': 'image/jpeg',
  '.jfif': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.svg': 'image/svg+xml',
  '.heic': 'image/heic',
  '.heif': 'image/heic',
  '.avif': 'image/avif',
}

/** Originals for a page to show at full size or to save: fetched whole and proven before the first byte is handed on. */
export function createFetchedOriginal({ folder, keepOriginal, imageOf, now }: Needs): PhotoSources['original'] {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })

  return async ({ profile, image: id }, signal) => {
    await makeRoom(folder, now())
    const kept = await keepOriginal({ profile, image: id, folder })
    if (!kept.ok) return kept
    if (signal.aborted) return fail({ code: 'interrupted' })
    const { path, sha256 } = kept.value
    // `keepOriginal` ends a name as its content is.
    const type = types[extname(path).toLowerCase()] ?? 'application/octet-stream'
    const { value: name } = originalNames(imageOf(profile, id) ?? { id, filename: basename(path) }, type).next()
    return openOriginal(path, { type, name, etag: `"${sha256}"` })
  }
}

async function openOriginal(path: string, about: { type: string; name: string; etag: string }) {
  try {
    const file = await open(path)
    const { size } = await file.stat()
    return succeed({ ...about, length: size, bytes: file.createReadStream({ highWaterMark: 262_144 }) })
  } catch (error) {
    const code = codeOfSystem(error)
    if (code === null) throw error
    const refused: Outcome<never> = fail({ code: 'photo-unreadable', path: about.name, detail: code })
    return refused
  }
}

async function makeRoom(folder: string, at: number): Promise<void> {
  const files: { name: string; size: number; mtimeMs: number }[] = []
  for (const name of await readdir(folder)) {
    if (name === manifestName) continue
    const { size, mtimeMs } = await stat(join(folder, name)).catch(gone)
    files.push({ name, size, mtimeMs })
  }
  let sum = files.reduce((all, { size }) => all + size, 0)
  for (const { name, size, mtimeMs } of files.toSorted((a, b) => a.mtimeMs - b.mtimeMs)) {
    if (sum <= mostBytes || mtimeMs > at - untouchedMs) return
    await rm(join(folder, name), { force: true })
    sum -= size
  }
}

/** A draft that got its name meanwhile takes no room under the old one. */
function gone(error: unknown): { size: number; mtimeMs: number } {
  if (codeOfSystem(error) === 'ENOENT') return { size: 0, mtimeMs: Infinity }
  throw error
}
