import type { SQLInputValue } from 'node:sqlite'
import { foldText, JobState, UploadJob, type JobKind } from '../../../preload/contract/index.ts'
import { objectIn, type Shape } from './shape.ts'

/** Every state a job can be in. */
export const jobKinds: readonly JobKind[] = JobState.options.map(option => option.shape.kind.value)

const ended: ReadonlySet<string> = new Set<JobKind>(['delivered', 'failed', 'cancelled'])

/** True while a job is still on its way. */
export const isOpen = (kind: string) => !ended.has(kind)

export const jobColumns = [
  'id',
  'profile',
  'folder',
  'path',
  'size',
  'mtime_ms',
  'sha256',
  'kind',
  'open',
  'until',
  'due',
  'because',
  'image_id',
  'batch',
  'words',
  'delivered_at',
  'rank',
  'place',
  'created_at',
  'rest',
] as const

/** The values of `jobColumns`, in their order. */
export function rowOfJob(job: UploadJob): SQLInputValue[] {
  const { state } = job
  const { kind, ...told } = state
  return [
    job.id,
    job.profile,
    job.folder,
    job.stamp.path,
    job.stamp.size,
    job.stamp.mtimeMs,
    job.sha256,
    kind,
    isOpen(kind) ? 1 : 0,
    state.kind === 'waiting' ? state.until : null,
    0,
    'because' in state ? state.because.code : null,
    imageIdOf(state),
    state.kind === 'staged' ? state.batch : null,
    foldText(job.name),
    state.kind === 'delivered' ? state.at : null,
    0 - job.priority,
    job.place,
    job.createdAt,
    JSON.stringify({
      name: job.name,
      type: job.type,
      preparation: job.preparation,
      sending: job.sending,
      attempts: job.attempts,
      state: told,
    }),
  ]
}

function imageIdOf(state: JobState): string | null {
  if (state.kind === 'delivered') return state.imageId
  return 'reservation' in state ? (state.reservation?.imageId ?? null) : null
}

export const jobShape: Shape<UploadJob> = {
  table: 'jobs',
  schema: UploadJob,
  compose(row) {
    const { state, ...rest } = objectIn(row['rest'])
    return {
      ...rest,
      id: row['id'],
      profile: row['profile'],
      folder: row['folder'],
      stamp: { path: row['path'], size: row['size'], mtimeMs: row['mtime_ms'] },
      sha256: row['sha256'],
      priority: 0 - Number(row['rank']),
      place: row['place'],
      createdAt: row['created_at'],
      // The column wins: `makeDue` moves it alone.
      state: { ...Object(state), kind: row['kind'], ...(row['until'] === null ? {} : { until: row['until'] }) },
    }
  },
}
