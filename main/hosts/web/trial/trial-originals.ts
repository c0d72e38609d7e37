import { mkdirSync, rmSync } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { fail, type Image, type KeptOriginal, type Outcome, succeed } from '../../../../preload/contract/index.ts'
import { codeOfSystem } from '../../../adapters/problem-of-system.ts'
import type { Original } from '../../../local-cloud/images/image-record.ts'
import { inspectUpload } from '../../../local-cloud/upload/inspect-upload.ts'
import type { JobPhoto } from '../../job-photo.ts'
import type { PhotoOnAccount } from './trials.ts'

/** An original at hand. It stays where it is until it is released. */
export type OpenOriginal = {
  readonly path: string
  readonly original: Original
  /** Are the bytes there still the ones that were looked at? */
  isStill(): Promise<boolean>
  release(): void
}

export type TrialOriginals = ReturnType<typeof createTrialOriginals>

type Needs = {
  /** Ours alone: emptied at start. */
  folder: string
  mostBytes: number
  /** The file an image was sent from, where it is known. */
  originalOf(photo: PhotoOnAccount): JobPhoto | null
  /** What the mirror knows of it. */
  imageOf(photo: PhotoOnAccount): Image | undefined
  /** Fetches it whole into a folder. */
  keepOriginal(photo: PhotoOnAccount & { folder: string }): Promise<Outcome<KeptOriginal>>
}

type Kept = Pick<KeptOriginal, 'path' | 'sha256' | 'bytes'> & { users: number }

const mostSeen = 2_000

/** Originals to try sizes on: the file on this computer while it is what was sent, else fetched once into a bounded folder. */
export function createTrialOriginals({ folder, mostBytes, originalOf, imageOf, keepOriginal }: Needs) {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  /** What was fetched, the least recently used first. */
  const kept = new Map<string, Kept>()
  const fetching = new Map<string, Promise<Outcome<Kept>>>()
  const seen = new Map<string, Omit<Original, 'file'>>()

  async function makeRoom(): Promise<void> {
    let total = [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0)
    for (const [key, { path, bytes, users }] of kept) {
      if (total <= mostBytes) return
      if (users > 0) continue
      kept.delete(key)
      total -= bytes
      await rm(path, { force: true })
    }
  }

  async function fetchOnce(key: string, photo: PhotoOnAccount): Promise<Outcome<Kept>> {
    const fetched = await keepOriginal({ ...photo, folder })
    if (!fetched.ok) return fetched
    const { path, sha256, bytes } = fetched.value
    const fresh = { path, sha256, bytes, users: 0 }
    kept.set(key, fresh)
    return succeed(fresh)
  }

  function keptOr(key: string, photo: PhotoOnAccount): Promise<Outcome<Kept>> | Outcome<Kept> {
    const known = kept.get(key)
    if (known !== undefined) return succeed(known)
    const under = fetching.get(key) ?? fetchOnce(key, photo).finally(() => fetching.delete(key))
    fetching.set(key, under)
    return under
  }

  async function opened(
    { path, sha256, bytes }: Pick<Kept, 'path' | 'sha256' | 'bytes'>,
    imageId: string,
    isStill: () => Promise<boolean>,
    release: () => void,
  ): Promise<Outcome<OpenOriginal>> {
    const known = seen.get(sha256) ?? (await look(path, bytes, sha256))
    if (known !== null) return succeed({ path, original: { ...known, file: sha256 }, isStill, release })
    release()
    return fail({ code: 'download-damaged', imageId, detail: 'It is no picture of a kind that can be shown here.' })
  }

  async function look(path: string, bytes: number, sha256: string): Promise<Omit<Original, 'file'> | null> {
    const inspected = await inspectUpload(path, bytes, true)
    if (!inspected.ok) return null
    const about = { ...inspected.value, filename: null, bytes, sha256 }
    const [oldest] = seen.keys()
    if (oldest !== undefined && seen.size >= mostSeen) seen.delete(oldest)
    seen.set(sha256, about)
    return about
  }

  /** Null: it is not on this computer, and was not to be fetched. */
  return async (photo: PhotoOnAccount, reach: 'here' | 'anywhere'): Promise<Outcome<OpenOriginal | null>> => {
    const sent = originalOf(photo)
    if (sent !== null && (await isAsStamped(sent.stamp))) {
      const { path, size: bytes } = sent.stamp
      return opened(
        { path, bytes, sha256: sent.sha256 },
        photo.image,
        () => isAsStamped(sent.stamp),
        () => {},
      )
    }
    // An id of a person's own may be filled anew.
    const key = JSON.stringify([photo.profile, photo.image, imageOf(photo)?.uploadedAt ?? null])
    if (reach === 'here' && !kept.has(key)) return succeed(null)
    const found = await keptOr(key, photo)
    if (!found.ok) return found
    const { value } = found
    value.users += 1
    kept.delete(key)
    kept.set(key, value)
    await makeRoom()
    return opened(
      value,
      photo.image,
      async () => true,
      () => void (value.users -= 1),
    )
  }
}

async function isAsStamped({ path, size, mtimeMs }: JobPhoto['stamp']): Promise<boolean> {
  try {
    const found = await stat(path)
    return found.isFile() && found.size === size && found.mtimeMs === mtimeMs
  } catch (error) {
    if (codeOfSystem(error) !== null) return false
    throw error
  }
}
