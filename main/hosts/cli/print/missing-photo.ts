import { type EndedPhoto, explain, type Problem } from '../../../../preload/contract/index.ts'

/** A path that was asked for and cannot be taken, told like a photo that failed. */
export const missingPhoto = (path: string, problem: Problem): EndedPhoto => ({
  path,
  state: 'failed',
  imageId: null,
  sha256: null,
  bytes: 0,
  links: [],
  problem: { code: problem.code, ...explain(problem) },
  profile: '',
  batches: [],
})
