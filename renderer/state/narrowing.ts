import { type FolderId, foldText, type UploadJob, wordsIn } from '../../preload/contract/index.ts'

/** Which photos of a list are wanted. `folder`: null for those added by hand; `because`: the code of a problem. */
export type Narrowing = {
  readonly text?: string
  readonly folder?: FolderId | null
  readonly because?: string
}

export const everything: Narrowing = {}

export const isSameNarrowing = (a: Narrowing, b: Narrowing): boolean =>
  a.text === b.text && a.folder === b.folder && a.because === b.because

/** As the engine answers it: what is told of one job is put where its pages would have it. */
export function passes({ text, folder, because }: Narrowing, job: UploadJob): boolean {
  if (folder !== undefined && job.folder !== folder) return false
  if (because !== undefined && !('because' in job.state && job.state.because.code === because)) return false
  if (text === undefined) return true
  const name = foldText(job.name)
  return wordsIn(text).every(word => name.includes(word))
}
