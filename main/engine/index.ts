import {
  type BatchId,
  type Answers,
  defaultFolderSettings,
  defaultSending,
  explain,
  type FeedEvent,
  type FolderId,
  type Problem,
  type SendingSettings,
  type Snapshot,
  type UploadJob,
} from '../../preload/contract/index.ts'
import { answerCommands, queueSettings } from './answer-commands.ts'
import { answerKnown } from './answer-known.ts'
import { createBandwidth } from './bandwidth.ts'
import { createBatches } from './batches.ts'
import { type Candidate, keyOf } from './candidate.ts'
import { createDiscardList } from './discard-list.ts'
import { type Ending, endingOfJob } from './ended-photo.ts'
import { createFeed } from './feed.ts'
import { createFolders } from './folders.ts'
import { createVerdicts } from './enter-verdict.ts'
import { createIntake } from './intake.ts'
import { jobAsTold } from './job-as-told.ts'
import { createLibrary } from './library/index.ts'
import { createMirror } from './library/mirror.ts'
import { createLines } from './lines.ts'
import { createPauses } from './pauses.ts'
import { createPicks, type Picks } from './picks.ts'
import type { KnownPhoto, Ports } from './ports.ts'
import { createPreferences } from './preferences.ts'
import { createProfiles } from './profiles.ts'
import { createProgressMeter } from './progress.ts'
import { createQuietKeeper } from './quiet-keeper.ts'
import { isActive, usualSlots } from './queue.ts'
import { queueViewOf } from './queue-view.ts'
import { createStaging, type Staging } from './staging.ts'
import { answerSupport } from './support/answer-support.ts'
import { recoverTwins, settleTwins } from './twins.ts'
import { createTurns } from './turns.ts'
import { createUploader, type Uploader } from './uploader.ts'
import { waitAtMost } from './wait-at-most.ts'

/** Decides everything; a host runs it and shows what it tells. */
export interface Engine {
  answers: Answers
  feed: {
    listen(receive: (event: FeedEvent) => void): () => void
    /** Null: too long ago, ask for the snapshot. */
    since(revision: number): FeedEvent[] | null
  }
  /** Recovers what the last run left half-way, then uploads and follows these folders. */
  start(scope: { folders: 'none' | 'all' | readonly FolderId[] }): Promise<void>
  /** The computer goes to sleep, or its line costs money: nothing is sent until that is over. */
  hold(because: 'asleep' | 'metered', isHeld: boolean): void
  /** Stops cleanly: what is under way goes on at the next start. */
  stop(): Promise<void>
}

export type EngineOptions = {
  /** How many files are read and decoded at the same time. */
  judgesAtOnce: number
  capabilities: Snapshot['capabilities']
  /** What a person should know from the start: a database set aside, a missing keychain. */
  notices: readonly Problem[]
}

/** ms; how long the folders wait at the start until all that was picked by hand has been found. */
const pickPatienceMs = 5_000

export function createEngine(ports: Ports, options: EngineOptions): Engine {
  const { clock, chance, store, log } = ports
  const notices: Problem[] = [...options.notices]
  const stopping = new AbortController()

  const feed = createFeed(error => log.write('error', 'a reader of the feed failed', { detail: String(error) }))
  const notice = (problem: Problem) => {
    notices.push(problem)
    log.write('warn', 'noticed', { problem: problem.code, title: explain(problem).title })
    feed.tell({ kind: 'noticed', problem })
  }
  let isHalted = false
  const halted = (problem: Problem) => {
    if (isHalted) return
    isHalted = true
    notices.push(problem)
    feed.tell({ kind: 'halted', problem })
    // Without a place to keep what is judged, judging on would only repeat the failure.
    void intake.stop()
  }
  const batches = createBatches(chance.newId, (batch, ignored) => feed.tell({ kind: 'batchEnded', batch, ignored }))
  const tellEnded = (ending: Ending, whose?: readonly BatchId[]) => {
    const key = keyOf({ profile: ending.profile, stamp: ending })
    feed.tell({ kind: 'photoEnded', photo: { ...ending, batches: [...(whose ?? batches.of(key))] } })
    batches.end(key, whose)
    meter.touch()
  }

  const bandwidth = createBandwidth(clock, (store.settings.get(queueSettings.bytesPerSecond) ?? null) as number | null)
  const mirror = createMirror({ clock, store, feed })
  const lines = createLines({ ...ports, profileOf: name => profiles.get(name) })
  const discards = createDiscardList({
    clock,
    store,
    log,
    imagesOf: async name => {
      const line = await lines.of(name)
      return line.ok ? { ok: true, value: line.value.images } : line
    },
    failed: error => halted(ports.explainError(error)),
  })
  const meter = createProgressMeter(clock, jobs => {
    try {
      feed.tell({ kind: 'progressed', jobs, queue: queueView() })
    } catch (error) {
      halted(ports.explainError(error))
    }
  })

  const inTurn = createTurns()
  const uploader: Uploader = createUploader({
    ...ports,
    bandwidth,
    lines,
    discards,
    mirror,
    inTurn,
    folderProblem: job => folders.problemOf(job),
    listener: {
      changed(job) {
        if (!isActive(job)) meter.left(job.id)
        feed.tell({ kind: 'jobChanged', job: jobAsTold(job) })
        meter.touch()
      },
      progressed: meter.moved,
      ended(job, receipt, already) {
        // Once it is put back it must be found again.
        if (job.state.kind === 'failed' && job.state.because.code === 'photo-gone')
          store.ledger.forget(job.profile, job.stamp.path)
        tellEnded(endingOfJob(job, receipt, already))
        settleTwins(job, receipt, twinNeeds)
      },
      mustLookAgain: lookAgain,
      noticed: notice,
      halted,
    },
  })
  const pauses = createPauses(clock, uploader)
  function cancelled(job: UploadJob): void {
    tellEnded(endingOfJob(job, undefined, false))
    settleTwins(job, undefined, twinNeeds)
  }
  const staging: Staging = createStaging({
    ...{ clock, store, batches, cancelled, tellQueueChanged },
    uploader: () => uploader,
    judging: batch => intake.waitingIn(batch),
    isProfile: name => profiles.get(name) !== undefined,
    offer: candidate => intake.offer(candidate),
    lookAtTwin,
    picks: () => picks,
    tellDropped: batch => feed.tell({ kind: 'stagedDropped', batch }),
    tellSent: batch => feed.tell({ kind: 'stagedSent', batch }),
    tellMoved: (from, to, profile) => feed.tell({ kind: 'stagedMoved', from, to, profile }),
  })
  const tellSheet = (batch: BatchId) => feed.tell({ kind: 'stagedChanged', batch })
  const verdicts = createVerdicts({
    ...{ clock, store, batches, tellEnded, tellSheet, waitsIn: staging.waitsIn, freeTwin },
    uploader: () => uploader,
  })
  const isGivenUp = (candidate: Candidate) => staging.isGivenUp(candidate) || picks.isCalledOff(candidate)
  const intake = createIntake({
    ...ports,
    ...{ batches, verdicts, staging: { ...staging, isGivenUp }, tellEnded, halted, judgesAtOnce: options.judgesAtOnce },
    judged: (batch, path) => picks.judged(batch, path),
  })
  const folders = createFolders({ ...ports, batches, feed, offer: intake.offer, tellEnded, isBack })
  const profiles = createProfiles({
    ...ports,
    feed,
    notice,
    lines: () => lines,
    usedBy,
    callOff: name => picks.callOff(name),
  })
  const picks: Picks = createPicks({
    ...ports,
    ...{ batches, staging, intake, tellEnded, tellSheet, notice, stopping: stopping.signal },
    isProfile: name => profiles.get(name) !== undefined,
  })
  const twinNeeds = { store, tellEnded, lookAgain: lookAtTwin }

  function usedBy(name: string) {
    const jobs = [
      ...store.jobs.inStates([
        'staged',
        'queued',
        'preparing',
        'reserving',
        'sending',
        'confirming',
        'waiting',
        'paused',
      ]),
    ]
    return {
      folders: folders.views().filter(folder => folder.profile === name).length,
      jobs: jobs.filter(job => job.profile === name).length,
    }
  }

  /** A folder that was gone is back: its photos need not wait longer. */
  function isBack(profile: string): void {
    store.jobs.makeDue(profile, ['folder-unreachable'], clock.now())
    uploader.tell({ kind: 'ticked', now: clock.now() })
  }

  function lookAgain(job: UploadJob): void {
    // The bytes are not what the ledger says, even where size and time are: it must not answer for them.
    store.ledger.forget(job.profile, job.stamp.path)
    judgeAgain(job, job.sending)
  }

  /** Its bytes may still come by the job of the other file, where a person did not cancel that. */
  function lookAtTwin(twin: KnownPhoto, job: UploadJob | undefined): void {
    judgeAgain(twin, sendingOfTwin(twin, job), { staged: twin.staged?.batch ?? null })
  }

  /** Its bytes will not come by the other file: it is sent in its own right, or waits on its own sheet. */
  function freeTwin(twin: KnownPhoto, job: UploadJob | undefined): void {
    judgeAgain(twin, sendingOfTwin(twin, job), { byHand: true, staged: twin.staged?.batch ?? null })
  }

  const sendingOfTwin = (twin: KnownPhoto, job: UploadJob | undefined): SendingSettings =>
    settingsOf(twin.folder) ?? twin.sending ?? job?.sending ?? defaultSending

  function judgeAgain(
    { stamp, profile, folder }: UploadJob | KnownPhoto,
    sending: SendingSettings,
    how: Partial<Pick<Candidate, 'byHand' | 'anew' | 'staged' | 'batches'>> = {},
  ): void {
    const settleMs = settingsOf(folder)?.settleMs ?? defaultFolderSettings.settleMs
    const asFound = { byHand: false, anew: false, staged: null, batches: [] }
    intake.offer({ stamp, profile, folder, sending, order: 'newest', settleMs, ...asFound, ...how })
  }

  const settingsOf = (folder: FolderId | null) => folders.views().find(one => one.id === folder)?.settings

  const quiet = createQuietKeeper({
    ...{ clock, bandwidth, pauses },
    hours: () => preferences.read().quietHours,
    tellChanged: tellQueueChanged,
  })
  const preferences = createPreferences(store, feed, () => quiet.look())
  const queueView = () => queueViewOf({ store, uploader, meter, bandwidth, intake, pauses, quiet })

  function tellQueueChanged(): void {
    feed.tell({ kind: 'queueChanged', queue: queueView() })
  }

  const library = createLibrary({
    ...ports,
    ...{ feed, lines, profiles, mirror, bandwidth, discards, uploader, inTurn, stopping: stopping.signal },
    failed: error => halted(ports.explainError(error)),
  })
  const answers = answerCommands({
    ...ports,
    library: library.answers,
    known: answerKnown({
      ...{ clock, store, batches },
      // How it was to be sent is not known of the oldest: nothing that may have been meant as private becomes public.
      lookAgain: (photo, batch) =>
        judgeAgain(photo, settingsOf(photo.folder) ?? photo.sending ?? { ...defaultSending, private: true }, {
          byHand: true,
          anew: true,
          batches: [batch],
        }),
      tellChanged() {
        feed.tell({ kind: 'knownChanged' })
        tellQueueChanged()
      },
    }),
    batches,
    bandwidth,
    folders,
    profiles,
    uploader,
    cancelled,
    pauses,
    preferences: preferences.answers,
    staged: staging.answers,
    tellQueueChanged,
    take: picked => picks.take(picked),
    callOff: () => picks.callOff(),
    snapshot: async () => ({ ok: true, value: await snapshot() }),
    support: answerSupport({ ...ports, preferences, snapshot }),
  })

  async function snapshot(): Promise<Snapshot> {
    return {
      revision: feed.revision,
      capabilities: options.capabilities,
      profiles: await profiles.views(),
      folders: folders.views(),
      queue: queueView(),
      staged: staging.batches(),
      running: [...uploader.queue.jobs.values()].filter(isActive).map(jobAsTold),
      budgets: lines.all().map(([name, line]) => line.pace.view(name)),
      notices: [...notices],
    }
  }

  uploader.slots = (store.settings.get(queueSettings.slots) ?? usualSlots) as number
  if (store.settings.get(queueSettings.paused) === true) pauses.hold('person', true)

  return {
    answers,
    feed: { listen: feed.listen, since: feed.since },
    async start(scope) {
      const { version, node, platform } = ports.machine.about()
      log.write('info', 'started', { version, node, platform })
      for (const problem of store.takeNotices()) notice(problem)
      // Before the first photo starts: it may be night.
      quiet.start()
      uploader.start()
      library.start()
      recoverTwins(twinNeeds)
      // What a person said of a photo goes before what a folder says; but a drive that does not answer keeps nobody.
      await waitAtMost(clock, pickPatienceMs, picks.resume())
      if (stopping.signal.aborted) return
      await folders.start(scope.folders)
    },
    hold(because, isHeld) {
      pauses.hold(because, isHeld)
      tellQueueChanged()
    },
    async stop() {
      stopping.abort({ code: 'interrupted' } satisfies Problem)
      quiet.stop()
      await library.stop()
      await folders.stop()
      await intake.stop()
      picks.rest()
      await uploader.stop()
      await lines.close()
      meter.stop()
      log.write('info', 'stopped')
    },
  }
}
