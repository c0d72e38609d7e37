import type { JobKind, UploadJob } from '../../preload/contract/index.ts'
import type { Desk } from '../state/desk.ts'
import { unfinishedOf } from '../state/selectors.ts'
import { type Action, always } from './action.ts'
import { inLots } from './in-lots.ts'
import { pickPhotos } from './native-actions.ts'

const unfinished: readonly JobKind[] = [
  'queued',
  'preparing',
  'reserving',
  'sending',
  'confirming',
  'waiting',
  'paused',
]
const retriable: readonly JobKind[] = ['failed', 'cancelled', 'waiting']

export const canPause = (job: UploadJob): boolean => job.state.kind !== 'paused' && unfinished.includes(job.state.kind)
export const canResume = (job: UploadJob): boolean => job.state.kind === 'paused'
export const canRetry = (job: UploadJob): boolean => retriable.includes(job.state.kind)
export const canCancel = (job: UploadJob): boolean => unfinished.includes(job.state.kind) || job.state.kind === 'failed'
const canMove = (job: UploadJob) => unfinished.includes(job.state.kind)

/** For the selected photos that it can be done with. */
function forSelected(
  name: Action['name'],
  keys: readonly string[],
  can: (job: UploadJob) => boolean,
  run: (desk: Desk, jobs: string[]) => void,
): Action {
  const fitting = (desk: Desk) => desk.selectedJobs().filter(can)
  return {
    name,
    keys,
    when: desk => desk.selectedJobs().some(can),
    perform: desk =>
      run(
        desk,
        fitting(desk).map(job => job.id),
      ),
  }
}

export const pauseSelected = forSelected(
  'pauseSelected',
  [],
  canPause,
  (desk, ids) => void inLots(desk, ids, jobs => desk.bridge.pauseJobs({ jobs })),
)
export const resumeSelected = forSelected(
  'resumeSelected',
  [],
  canResume,
  (desk, ids) => void inLots(desk, ids, jobs => desk.bridge.resumeJobs({ jobs })),
)
export const retrySelected = forSelected(
  'retrySelected',
  ['r'],
  canRetry,
  (desk, ids) => void inLots(desk, ids, jobs => desk.bridge.retryJobs({ jobs })),
)
export const cancelSelected = forSelected('cancelSelected', ['Delete', 'Backspace'], canCancel, (desk, jobs) =>
  desk.open({ kind: 'question', question: { kind: 'cancelJobs', jobs, count: jobs.length } }),
)
export const sendFirst = forSelected(
  'sendFirst',
  [],
  canMove,
  (desk, ids) => void inLots(desk, ids, jobs => desk.bridge.prioritiseJobs({ jobs, priority: 100 })),
)
export const sendLast = forSelected(
  'sendLast',
  [],
  canMove,
  (desk, ids) => void inLots(desk, ids, jobs => desk.bridge.prioritiseJobs({ jobs, priority: -100 })),
)
export const sendInTurn = forSelected(
  'sendInTurn',
  [],
  job => canMove(job) && job.priority !== 0,
  (desk, ids) => void inLots(desk, ids, jobs => desk.bridge.prioritiseJobs({ jobs, priority: 0 })),
)

export const pauseAll: Action = {
  name: 'pauseAll',
  keys: ['p'],
  when: desk => !desk.view().queue.paused,
  perform: ({ attempt, bridge }) => void attempt(bridge.pauseQueue({})),
}

export const resumeAll: Action = {
  name: 'resumeAll',
  keys: ['p'],
  when: desk => desk.view().queue.paused,
  perform: ({ attempt, bridge }) => void attempt(bridge.resumeQueue({})),
}

export const retryAll: Action = {
  name: 'retryAll',
  keys: [],
  when: desk => desk.view().queue.counts.failed > 0,
  perform: ({ attempt, bridge }) => void attempt(bridge.retryJobs({ all: true })),
}

export const cancelAll: Action = {
  name: 'cancelAll',
  keys: [],
  when: desk => unfinishedOf(desk.view().queue) > 0,
  perform: desk => desk.open({ kind: 'question', question: { kind: 'cancelAll', count: cancellable(desk) } }),
}

/** The engine takes failed ones along. */
const cancellable = (desk: Desk) => unfinishedOf(desk.view().queue) + desk.view().queue.counts.failed

const isPreviewing = ({ ui }: Desk) => ['preview', 'previewImage'].includes(ui.get().floating?.kind ?? '')

export const preview: Action = {
  name: 'preview',
  keys: [' '],
  when: desk => (desk.ui.get().floating === null ? desk.ui.get().selection.focus !== null : isPreviewing(desk)),
  perform(desk) {
    const { selection, screen } = desk.ui.get()
    const { profile } = desk.library.view.get()
    if (isPreviewing(desk)) desk.open(null)
    else if (selection.focus === null) return
    else if (screen !== 'library') desk.open({ kind: 'preview', job: selection.focus, isActualSize: false })
    else if (profile !== null) desk.open({ kind: 'previewImage', profile, image: selection.focus, isActualSize: false })
  },
}

export const actualSize: Action = {
  name: 'actualSize',
  keys: ['z'],
  when: isPreviewing,
  perform(desk) {
    const { floating } = desk.ui.get()
    if (floating?.kind === 'preview' || floating?.kind === 'previewImage')
      desk.open({ ...floating, isActualSize: !floating.isActualSize })
  },
}

export const addPhotos: Action = {
  name: 'addPhotos',
  keys: ['mod+o'],
  when: always,
  perform: desk => pickPhotos(desk, 'files'),
}

export const addPhotoFolder: Action = {
  name: 'addPhotoFolder',
  keys: ['mod+shift+o'],
  when: always,
  perform: desk => pickPhotos(desk, 'folder'),
}
