import type { UploadJob } from '../../preload/contract/index.ts'

const nowhere = 'https://removed.invalid/'

/** Whoever has an upload URL can send in our place, and only we need it: what is told of a job goes without. */
export function jobAsTold(job: UploadJob): UploadJob {
  const { state } = job
  if (!('reservation' in state) || state.reservation === null) return job
  return { ...job, state: { ...state, reservation: { ...state.reservation, uploadUrl: nowhere } } }
}
