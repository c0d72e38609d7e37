import {
  type EndedPhoto,
  explain,
  explainFinding,
  type ImageId,
  type Problem,
  type Receipt,
  type Trouble,
  type UploadJob,
} from '../../preload/contract/index.ts'
import type { KnownPhoto } from './ports.ts'

/** What is told of a photo at its end; the batches are added by who tells it. */
export type Ending = Omit<EndedPhoto, 'batches'>

const troubleOf = (problem: Problem): Trouble => ({ code: problem.code, ...explain(problem) })

/** A job that reached its end. `already`: these bytes were there, nothing was sent. */
export function endingOfJob(job: UploadJob, receipt: Receipt | undefined, already: boolean): Ending {
  const ended = { path: job.stamp.path, sha256: job.sha256, bytes: job.stamp.size, profile: job.profile }
  switch (job.state.kind) {
    case 'delivered':
      return {
        ...ended,
        state: already ? 'duplicate' : 'delivered',
        ...keptAs(receipt, job.state.imageId),
        problem: null,
      }
    case 'failed':
      return { ...ended, state: 'failed', imageId: null, links: [], problem: troubleOf(job.state.because) }
    case 'cancelled':
      return { ...ended, state: 'cancelled', imageId: null, links: [], problem: null }
    default:
      throw new Error(`Job ${job.id} has not ended: it is ${job.state.kind}`)
  }
}

/** A photo that was held, or whose bytes were delivered before. */
export function endingOfKnown(known: KnownPhoto, receipt: Receipt | undefined): Ending {
  const ended = { path: known.stamp.path, sha256: known.sha256, bytes: known.stamp.size, profile: known.profile }
  if (known.verdict.kind === 'held' || known.verdict.kind === 'dismissed') {
    const first = known.verdict.findings[0]
    const problem = first === undefined ? null : { code: first.rule, ...explainFinding(first) }
    return { ...ended, state: 'held', imageId: null, links: [], problem }
  }
  return { ...ended, state: 'duplicate', ...keptAs(receipt, null), problem: null }
}

/** Where the photo is kept; nowhere once its image is gone. */
function keptAs(receipt: Receipt | undefined, otherwise: ImageId | null): Pick<Ending, 'imageId' | 'links'> {
  if (receipt === undefined) return { imageId: otherwise, links: [] }
  return receipt.endedAt === undefined
    ? { imageId: receipt.imageId, links: receipt.links }
    : { imageId: null, links: [] }
}

/** A file that was picked and given up again before it was judged. */
export const endingOfDropped = (profile: string, stamp: { path: string; size: number }): Ending => ({
  path: stamp.path,
  state: 'cancelled',
  imageId: null,
  sha256: null,
  bytes: stamp.size,
  links: [],
  problem: null,
  profile,
})

/** A file that could not even be judged. */
export const endingOfProblem = (profile: string, path: string, bytes: number, problem: Problem): Ending => ({
  path,
  state: 'failed',
  imageId: null,
  sha256: null,
  bytes,
  links: [],
  problem: troubleOf(problem),
  profile,
})
