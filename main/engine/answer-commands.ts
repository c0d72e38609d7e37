import type { Answers, JobChoice, JobKind, Outcome, UploadJob } from '../../preload/contract/index.ts'
import type { KnownAnswers } from './answer-known.ts'
import type { Bandwidth } from './bandwidth.ts'
import type { Batches } from './batches.ts'
import type { Picked } from './candidate.ts'
import type { Folders } from './folders.ts'
import { inSlices } from './in-slices.ts'
import { jobAsTold } from './job-as-told.ts'
import type { LibraryAnswers } from './library/answer-library.ts'
import type { Pauses } from './pauses.ts'
import type { Ports } from './ports.ts'
import type { KeptPreferences } from './preferences.ts'
import type { Profiles } from './profiles.ts'
import { type QueueEvent, unfinished } from './queue.ts'
import type { StagedAnswers } from './staging.ts'
import type { SupportAnswers } from './support/answer-support.ts'
import type { Uploader } from './uploader.ts'

type Needs = Pick<Ports, 'clock' | 'store'> & {
  batches: Batches
  bandwidth: Bandwidth
  pauses: Pauses
  folders: Folders
  profiles: Profiles
  uploader: Uploader
  take(picked: Picked): string
  /** What was picked to be sent and is not judged yet is wanted no more. */
  callOff(): void
  snapshot: Answers['snapshot']
  /** Tells the end of a job a person cancelled, and frees who waited for it. */
  cancelled(job: UploadJob): void
  tellQueueChanged(): void
  library: LibraryAnswers
  known: KnownAnswers
  staged: StagedAnswers
  preferences: KeptPreferences['answers']
  support: SupportAnswers
}

const done: Outcome<Record<string, never>> = { ok: true, value: {} }

/** Settings of the queue that outlive the program, by name. */
export const queueSettings = { paused: 'queue-paused', slots: 'concurrency', bytesPerSecond: 'bytes-per-second' }

/** One answer per command. Input has been validated at the gate. */
export function answerCommands(needs: Needs): Answers {
  const { store, clock, uploader, folders, profiles } = needs
  const changed = (count: number): Outcome<{ changed: number }> => ({ ok: true, value: { changed: count } })

  /** The chosen jobs, or all in these states; ids that do not exist are a problem of the caller. */
  function chosen(choice: JobChoice, kinds: readonly JobKind[]): Outcome<UploadJob[]> {
    if ('all' in choice) return { ok: true, value: [...store.jobs.inStates(kinds)] }
    const jobs: UploadJob[] = []
    for (const id of choice.jobs) {
      const job = store.jobs.get(id)
      if (job === undefined) return { ok: false, problem: { code: 'job-unknown', job: id } }
      jobs.push(job)
    }
    return { ok: true, value: jobs.filter(job => kinds.includes(job.state.kind)) }
  }

  async function each(
    choice: JobChoice,
    kinds: readonly JobKind[],
    eventOf: (job: UploadJob) => QueueEvent,
    then?: (job: UploadJob) => void,
  ) {
    const jobs = chosen(choice, kinds)
    if (!jobs.ok) return jobs
    await inSlices(jobs.value, clock, store, job => {
      uploader.tell(eventOf(job))
      then?.(job)
    })
    return changed(jobs.value.length)
  }

  async function withProfile<T>(
    name: string | undefined,
    run: (profile: string) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> {
    const profile = profiles.meant(name)
    return profile.ok ? run(profile.value) : profile
  }

  return {
    snapshot: needs.snapshot,
    listJobs: async choice => {
      const { rows, next } = store.jobs.page(choice)
      return { ok: true, value: { jobs: rows.map(jobAsTold), next } }
    },
    addPhotos: ({ paths, profile, sending = {}, order = 'newest', staged = false }) =>
      withProfile(profile, async name => {
        const wanted = Object.fromEntries(Object.entries(sending).filter(([, value]) => value !== undefined))
        return { ok: true, value: { batch: needs.take({ paths, profile: name, sending: wanted, order, staged }) } }
      }),
    addFolder: ({ path, profile, settings = {} }) =>
      withProfile(profile, name => folders.add(path, name, settings as Parameters<Folders['add']>[2])),
    changeFolder: ({ folder, settings }) =>
      folders.change(folder, { settings: settings as Parameters<Folders['add']>[2] }),
    pauseFolder: ({ folder }) => folders.change(folder, { paused: true }),
    resumeFolder: ({ folder }) => folders.change(folder, { paused: false }),
    removeFolder: ({ folder }) => folders.remove(folder),
    folderActivity: async ({ folder, since }) => folders.activity(folder, since),
    crawlFolder: async ({ folder }) => folders.crawl(folder),
    pauseQueue: async () => {
      store.settings.set(queueSettings.paused, true)
      needs.pauses.hold('person', true)
      needs.tellQueueChanged()
      return done
    },
    resumeQueue: async () => {
      store.settings.set(queueSettings.paused, false)
      needs.pauses.hold('person', false)
      needs.tellQueueChanged()
      return done
    },
    pauseJobs: async choice => each(choice, unfinished, job => ({ kind: 'jobPaused', job })),
    resumeJobs: async choice => each(choice, resumable(choice), job => ({ kind: 'jobResumed', job, now: clock.now() })),
    async cancelJobs(choice) {
      if ('all' in choice && choice.all) needs.callOff()
      return each(
        choice,
        cancellable(choice),
        job => ({ kind: 'cancelled', job }),
        job => needs.cancelled({ ...job, state: { kind: 'cancelled' } }),
      )
    },
    retryJobs: async choice => each(choice, retriable(choice), job => ({ kind: 'retried', job, now: clock.now() })),
    prioritiseJobs: async ({ jobs, priority }) =>
      each({ jobs }, unfinished, job => ({ kind: 'prioritised', job, priority })),
    setLimits: async ({ concurrency, bytesPerSecond }) => {
      if (concurrency !== undefined) {
        store.settings.set(queueSettings.slots, concurrency)
        uploader.slots = concurrency
      }
      if (bytesPerSecond !== undefined) {
        store.settings.set(queueSettings.bytesPerSecond, bytesPerSecond)
        needs.bandwidth.limit = bytesPerSecond
      }
      needs.tellQueueChanged()
      return done
    },
    addProfile: ({ name, account, token }) => profiles.add(name, account, token),
    replaceToken: async ({ profile, token }) => {
      const replaced = await profiles.replaceToken(profile, token)
      // What failed for want of a good token has one now.
      if (replaced.ok)
        for (const job of [...store.jobs.inStates(['failed'])])
          if (job.profile === profile && job.state.kind === 'failed' && job.state.because.code.startsWith('token-'))
            uploader.tell({ kind: 'retried', job, now: clock.now() })
      return replaced
    },
    verifyProfile: ({ profile }) => profiles.verify(profile),
    useProfile: ({ profile }) => profiles.use(profile),
    removeProfile: ({ profile }) => profiles.remove(profile),
    listReceipts: async choice => {
      const { rows, next } = store.receipts.page(choice)
      return { ok: true, value: { receipts: rows, next } }
    },
    ...needs.known,
    ...needs.staged,
    ...needs.preferences,
    ...needs.library,
    ...needs.support,
  }
}

/** "All" is about what was ordered; a photo that waits with its sheet is only ever named. */
const resumable = (choice: JobChoice): JobKind[] => ('all' in choice ? ['paused'] : ['paused', 'staged'])
const cancellable = (choice: JobChoice): JobKind[] =>
  'all' in choice ? [...unfinished, 'failed'] : [...unfinished, 'failed', 'staged']

/** "Retry all" is about what failed; a cancelled photo comes back only when it is named. */
const retriable = (choice: JobChoice): JobKind[] =>
  'all' in choice ? ['failed', 'waiting'] : ['failed', 'waiting', 'cancelled']
