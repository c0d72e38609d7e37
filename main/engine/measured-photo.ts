import type { Outcome, Problem, Sha256, UploadJob } from '../../preload/contract/index.ts'
import type { Bandwidth } from './bandwidth.ts'
import type { Digest, Disk, Photo } from './ports.ts'

/** Carries a Problem through code that only knows exceptions (a body stream that cannot go on). */
export class StreamStopped extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** A photo on its way that also tells, when all of it was read, which bytes went: the proof on the receipt. */
export type MeasuredPhoto = { photo: Photo; hashSent(): Sha256 | null }

export function measuredPhoto(
  job: Pick<UploadJob, 'name' | 'type' | 'stamp'>,
  disk: Disk,
  digest: Digest,
  bandwidth: Bandwidth,
): MeasuredPhoto {
  let sent: Sha256 | null = null
  const { path, size } = job.stamp

  async function* open(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    const sum = digest.start()
    let bytes = 0
    for await (const chunk of read(signal)) {
      bytes += chunk.length
      if (bytes > size) throw new StreamStopped({ code: 'photo-changed', path })
      sum.update(chunk)
      for (const piece of bandwidth.pieces(chunk)) {
        await bandwidth.take(piece.length, signal)
        yield piece
      }
    }
    if (bytes !== size) throw new StreamStopped({ code: 'photo-changed', path })
    sent = sum.hex()
  }

  async function* read(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    try {
      yield* disk.read(path, signal)
    } catch (error) {
      throw signal.aborted ? error : new StreamStopped(disk.explain(path, error))
    }
  }

  return { photo: { name: job.name, type: job.type, size, open }, hashSent: () => sent }
}

/** Does the file on disk still carry the stamp it was judged by? */
export async function unchanged(job: Pick<UploadJob, 'stamp'>, disk: Disk): Promise<Outcome<void>> {
  const now = await disk.stat(job.stamp.path)
  if (!now.ok) return now
  if (now.value.size === job.stamp.size && now.value.mtimeMs === job.stamp.mtimeMs)
    return { ok: true, value: undefined }
  return { ok: false, problem: { code: 'photo-changed', path: job.stamp.path } }
}
