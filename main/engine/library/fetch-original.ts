import {
  explainFinding,
  fail,
  type Image,
  type ImageId,
  type KeptOriginal,
  type Outcome,
  type Sha256,
  succeed,
} from '../../../preload/contract/index.ts'
import { pathIn } from '../path-in.ts'
import type { Original, Ports } from '../ports.ts'
import type { BackupFolder, BackupNote, Claim } from './backup-folder.ts'
import { originalNames } from './original-name.ts'
import { problemIn, Stopped } from './stopped.ts'

type Needs = Pick<Ports, 'disk' | 'digest' | 'inspector'> & { stopping: AbortSignal }

/** What came over the line and how sure we are of it. `wasThere`: the folder had these very bytes already. */
export type Fetched = Pick<BackupNote, 'file' | 'bytes' | 'sha256' | 'proof'> & { wasThere: boolean }

export type FetchOriginal = ReturnType<typeof createFetchOriginal>

/** Nothing need be written: a file of this name has these very bytes, and belongs to no other image. */
class IsThere extends Error {
  readonly file: string
  constructor(file: string) {
    super(file)
    this.file = file
  }
}

/** Writes one original into its folder, proves it, and only then gives it its name. */
export function createFetchOriginal({ disk, digest, inspector, stopping }: Needs) {
  /** `sent`: the hash of the bytes that were sent, where it is known. */
  async function bring(
    image: Image,
    sent: Sha256 | null,
    account: string,
    folder: BackupFolder,
    original: Original,
    moved: () => void,
  ): Promise<Outcome<Fetched>> {
    const claim = await folder.claim(originalNames(image, original.type), account, image.id)
    if (!claim.ok) return claim
    const { file, rivals, release } = claim.value
    const done: Pick<Fetched, 'bytes' | 'sha256' | 'proof'>[] = []
    try {
      const created = await disk.create(pathIn(folder.path, file), async (append, draft) => {
        const came = await take(image.id, original, append, moved)
        const proof = came.sha256 === sent ? 'identical' : await inspect(image.id, came.sha256, draft)
        done.push({ ...came, proof })
        await lookAmong(rivals, folder, came)
      })
      if (!created.ok) return created
      return ended(done, file, false)
    } catch (error) {
      if (error instanceof IsThere) return ended(done, error.file, true)
      const problem = problemIn(error)
      if (problem === null) throw error
      return fail(problem)
    } finally {
      release()
    }
  }

  async function take(
    id: ImageId,
    original: Original,
    append: (bytes: Uint8Array) => Promise<void>,
    moved: () => void,
  ): Promise<{ bytes: number; sha256: Sha256 }> {
    const sum = digest.start()
    let bytes = 0
    for await (const chunk of original.read()) {
      moved()
      bytes += chunk.length
      sum.update(chunk)
      await append(chunk)
    }
    if (original.bytes !== null && original.bytes !== bytes)
      throw damaged(id, `Of ${original.bytes} bytes ${bytes} came.`)
    return { bytes, sha256: sum.hex() }
  }

  /** Not the bytes that were sent, but a whole picture: the service may re-encode large originals (images-api §2.7). */
  async function inspect(id: ImageId, sha256: Sha256, draft: string): Promise<KeptOriginal['proof']> {
    const inspected = await inspector.inspect(draft, stopping)
    if (!inspected.ok) throw new Stopped(inspected.problem)
    const [finding] = inspected.value.findings
    if (finding !== undefined) throw damaged(id, `${explainFinding(finding).title}.`)
    if (inspected.value.sha256 !== sha256) throw damaged(id, 'The disk does not hold what was written to it.')
    return 'intact'
  }

  async function lookAmong(rivals: Claim['rivals'], folder: BackupFolder, came: Pick<BackupNote, 'bytes' | 'sha256'>) {
    for (const rival of rivals) if (await hasBytes(folder, rival, came)) throw new IsThere(rival)
  }

  /** Is this file still what it was noted to be? */
  async function hasBytes(
    folder: BackupFolder,
    file: string,
    { bytes, sha256 }: Pick<BackupNote, 'bytes' | 'sha256'>,
  ): Promise<boolean> {
    const path = pathIn(folder.path, file)
    const now = await disk.stat(path)
    if (!now.ok || now.value.isDirectory || now.value.size !== bytes) return false
    const sum = digest.start()
    try {
      for await (const chunk of disk.read(path, stopping)) sum.update(chunk)
    } catch {
      if (stopping.aborted) throw new Stopped({ code: 'interrupted' })
      // What cannot be read is no copy to rely on: it stays as it is, and a new one is made beside it.
      return false
    }
    return sum.hex() === sha256
  }

  return { bring, hasBytes }
}

function ended(done: readonly Pick<Fetched, 'bytes' | 'sha256' | 'proof'>[], file: string, wasThere: boolean) {
  const [came] = done
  if (came === undefined) throw new Error(`${file} stands though nothing came`)
  return succeed({ ...came, file, wasThere })
}

const damaged = (imageId: ImageId, detail: string) => new Stopped({ code: 'download-damaged', imageId, detail })
