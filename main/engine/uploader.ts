import type { Instant, JobId, Problem, ProfileName, Receipt, UploadJob } from '../../preload/contract/index.ts'
import { createDeliverPhoto, type Delivery, type Step } from './deliver-photo.ts'
import type { DiscardList } from './discard-list.ts'
import { imageAsSent } from './image-as-sent.ts'
import type { Mirror } from './library/mirror.ts'
import type { Lines } from './lines.ts'
import type { Ports } from './ports.ts'
import { metadataOf } from './preflight.ts'
import { emptyQueue, headOfLine, type Queue, type QueueEvent, usualSlots } from './queue.ts'
import { reduce } from './queue-reducer.ts'
import { recover } from './recover.ts'
import { inSlices } from './in-slices.ts'
import { retry } from './retry.ts'
import { type InTurn, turnOfBytes } from './turns.ts'
import type { Bandwidth } from './bandwidth.ts'

/** What the rest of the engine wants to hear of the uploads. */
export type Listener = {
  changed(job: UploadJob): void
  /** `state` is final until a person acts. `receipt` is the proof where there is one; `already` when nothing was sent. */
  ended(job: UploadJob, receipt: Receipt | undefined, already: boolean): void
  progressed(job: UploadJob, sentBytes: number): void
  /** The file must be looked at again before its job can go on. */
  mustLookAgain(job: UploadJob): void
  noticed(problem: Problem): void
  /** Nothing can be saved any more: everything stands still. */
  halted(problem: Problem): void
}

export interface Uploader {
  readonly queue: Queue
  /** How many photos may be on their way at once. */
  slots: number
  start(): void
  stop(): Promise<void>
  /** Saves, then acts. `alongside` is saved in the same transaction. */
  tell(event: QueueEvent, alongside?: () => void): void
  /** The service takes nothing of this account for a while: whoever was told so says it here, and all wait alike. */
  closeAccount(profile: ProfileName, until: Instant, because: Problem): void
  /** A call of this account was answered. */
  lineWorks(profile: ProfileName): void
}

type Needs = Pick<Ports, 'clock' | 'chance' | 'disk' | 'digest' | 'store' | 'log' | 'explainError'> & {
  bandwidth: Bandwidth
  lines: Lines
  discards: DiscardList
  mirror: Pick<Mirror, 'kept'>
  inTurn: InTurn
  listener: Listener
  /** Before a photo counts as gone: is its folder gone? */
  folderProblem(job: UploadJob): Promise<Problem | null>
}

type Stumbled = Extract<Delivery, { kind: 'stumbled' }>
type Run = { controller: AbortController; done: Promise<void> }

/** Owns the slots: saves what the reducer decided, then performs its effects. */
export function createUploader(needs: Needs): Uploader {
  const { clock, chance, store, log, lines, discards, listener } = needs
  const deliverPhoto = createDeliverPhoto({
    ...needs,
    receiptOf: job => store.receipts.ofBytes(job.profile, job.sha256),
  })
  const runs = new Map<JobId, Run>()
  let queue: Queue = emptyQueue
  let running = false
  let slots = usualSlots
  let wake: { at: Instant; forget(): void } | null = null

  function tell(event: QueueEvent, alongside?: () => void): void {
    try {
      take(event, alongside)
    } catch (error) {
      halt(error)
    }
  }

  function take(event: QueueEvent, alongside?: () => void): void {
    const now = clock.now()
    const reduced = reduce(queue, event)
    // A reservation must survive even a power cut: without it we would send the photo twice.
    store.transaction(event.kind === 'reserved' ? 'durable' : 'soon', () => {
      for (const job of reduced.changed) store.jobs.save(job)
      for (const effect of reduced.effects)
        if (effect.kind === 'discard') discards.add({ profile: effect.job.profile, imageId: effect.imageId })
      alongside?.()
    })
    queue = reduced.queue
    for (const job of reduced.changed) listener.changed(job)
    for (const effect of reduced.effects) {
      if (effect.kind === 'abort') letGo(effect.id)
      else if (effect.kind === 'discard') discards.work()
      else if (effect.kind === 'deliver') begin(effect.job)
    }
    if (reduced.effects.some(effect => effect.kind === 'load')) load(now)
    wakeWhenDue(now)
  }

  function load(now: Instant): void {
    if (!running) return
    const limit = headOfLine
    const skip = new Set(queue.jobs.keys())
    const jobs = store.jobs.startable(limit, now, [...queue.closed.keys()], skip)
    for (const problem of store.takeNotices()) listener.noticed(problem)
    tell({ kind: 'loaded', jobs, beyond: jobs.length === limit })
  }

  /** `now`: the moment up to which due jobs have been loaded; whatever is due after it needs a wake-up, even if that moment has passed. */
  function wakeWhenDue(now: Instant): void {
    const missed = wake !== null && wake.at <= clock.now()
    wake?.forget()
    wake = null
    if (!running || queue.paused) return
    const dues = [...queue.closed.values()].map(account => account.until)
    if (missed) dues.push(now)
    // A job that is already due only waits for a slot or for its account to open.
    const due = store.jobs.nextDue(now)
    if (due !== null) dues.push(due)
    if (dues.length === 0) return
    const at = Math.min(...dues)
    const ring = () => {
      wake = null
      tell({ kind: 'ticked', now: clock.now() })
    }
    wake = { at, forget: clock.after(Math.max(1, at - clock.now()), ring) }
  }

  function begin(job: UploadJob): void {
    if (!running) return
    const controller = new AbortController()
    const run: Run = { controller, done: Promise.resolve() }
    runs.set(job.id, run)
    run.done = needs.inTurn(turnOfBytes(job.profile, job.sha256), () => deliver(job, run)).catch(error => halt(error))
  }

  function letGo(id: JobId): void {
    const run = runs.get(id)
    runs.delete(id)
    run?.controller.abort({ code: 'interrupted' } satisfies Problem)
  }

  async function deliver(job: UploadJob, run: Run): Promise<void> {
    const isOurs = () => runs.get(job.id) === run
    // Cancelled, paused or stopped while the same bytes were being sent for somebody else.
    if (!isOurs()) return
    const report = (step: Step) => {
      if (isOurs()) return tell({ ...step, id: job.id })
      // Reserved for a photo that was meanwhile cancelled, paused or changed: nobody will ever fill it.
      if (step.kind !== 'reserved' || !running) return
      discards.add({ profile: job.profile, imageId: step.reservation.imageId })
      discards.work()
    }
    const line = await lines.of(job.profile)
    const delivery: Delivery = line.ok
      ? await deliverPhoto(
          job,
          line.value.images,
          run.controller.signal,
          report,
          bytes => isOurs() && listener.progressed(job, bytes),
        )
      : { kind: 'stumbled', because: line.problem, keepsReservation: true, onlyAsked: false }
    if (!isOurs()) return
    const becauseFolder =
      delivery.kind === 'stumbled' && delivery.because.code === 'photo-gone' ? await needs.folderProblem(job) : null
    if (!isOurs()) return
    runs.delete(job.id)
    finish(
      job.id,
      becauseFolder === null
        ? delivery
        : { kind: 'stumbled', because: becauseFolder, keepsReservation: true, onlyAsked: false },
    )
  }

  function finish(id: JobId, delivery: Delivery): void {
    const job = queue.jobs.get(id)
    if (job === undefined) throw new Error(`Job ${id} ended but is not in play`)
    if (delivery.kind === 'stumbled') return stumble(job, delivery)

    const at = clock.now()
    const already = delivery.kind === 'alreadyThere'
    const receipt = already ? delivery.receipt : receiptFor(job, delivery.image, at)
    tell({ kind: 'delivered', id, imageId: receipt.imageId, at }, () => {
      if (already) return
      store.receipts.add(receipt)
      const order = { sending: job.sending, metadata: metadataOf(job.sending, job.sha256) }
      needs.mirror.kept(job.profile, imageAsSent(delivery.image, job.name, order))
    })
    tellLineWorks(job.profile)
    listener.ended(store.jobs.get(id) ?? job, receipt, already)
  }

  function stumble(job: UploadJob, { because, keepsReservation, onlyAsked }: Stumbled): void {
    const line = lines.open(job.profile)
    const plan = retry(because, job.attempts, onlyAsked, line?.streak ?? 0, chance.fraction())
    const retryAt = plan.kind === 'later' ? clock.now() + plan.afterMs : null
    log.write('info', 'a photo stumbled', {
      job: job.id,
      name: job.name,
      problem: because.code,
      attempts: job.attempts,
      retryAt,
    })
    if (plan.kind === 'later' && plan.closesAccount && retryAt !== null) closeAccount(job.profile, retryAt, because)
    tell({
      kind: 'stumbled',
      id: job.id,
      because,
      retryAt,
      counts: plan.kind === 'later' && plan.counts,
      keepsReservation,
    })
    if (because.code === 'photo-changed') listener.mustLookAgain(job)
    if (plan.kind === 'later') return
    listener.ended(store.jobs.get(job.id) ?? job, undefined, false)
    if (plan.refusesAccount) refuseAll(job.profile, because)
  }

  function closeAccount(profile: ProfileName, until: Instant, because: Problem): void {
    const line = lines.open(profile)
    if (line !== undefined && !queue.closed.has(profile)) line.streak += 1
    if (because.code === 'rate-limited') line?.pace.block(until)
    // A short wait does not end a longer one.
    const before = queue.closed.get(profile)
    if (before === undefined || before.until < until)
      tell({ kind: 'accountClosed', account: { profile, until, because } })
  }

  /** One photo through: those that only waited for the line need not wait longer. */
  function tellLineWorks(profile: ProfileName): void {
    const line = lines.open(profile)
    if (line === undefined || line.streak === 0) return
    line.streak = 0
    store.jobs.makeDue(profile, ['offline', 'rate-limited'], clock.now())
    tell({ kind: 'accountOpened', profile })
  }

  /** What refuses one photo of an account for good refuses them all: no call is wasted, each is listed with its reason. */
  function refuseAll(profile: ProfileName, because: Problem): void {
    const waiting = [...store.jobs.inStates(['queued', 'waiting'])].filter(job => job.profile === profile)
    inSlices(waiting, clock, store, job => {
      tell({ kind: 'refused', job, because })
      const refused = store.jobs.get(job.id)
      if (refused?.state.kind === 'failed') listener.ended(refused, undefined, false)
    }).catch(error => halt(error))
  }

  function lineWorks(profile: ProfileName): void {
    const line = lines.open(profile)
    // An answer on its way since before the account closed does not open it.
    if (line !== undefined && !queue.closed.has(profile)) line.streak = 0
  }

  function halt(error: unknown): void {
    const problem = needs.explainError(error)
    log.write('error', 'the queue stands still', {
      problem,
      detail: String(error instanceof Error ? error.stack : error),
    })
    running = false
    queue = { ...queue, slots: 0 }
    wake?.forget()
    wake = null
    for (const id of runs.keys()) letGo(id)
    listener.halted(problem)
  }

  return {
    get queue() {
      return queue
    },
    get slots() {
      return slots
    },
    set slots(most) {
      slots = most
      if (running) tell({ kind: 'slotsChanged', slots })
    },
    start() {
      running = true
      const halfWay = [...store.jobs.inStates(['preparing', 'reserving', 'sending', 'confirming', 'waiting'])]
      store.transaction('soon', () => {
        for (const job of halfWay) store.jobs.save(recover(job, clock.now()))
      })
      discards.work()
      tell({ kind: 'slotsChanged', slots })
      tell({ kind: 'ticked', now: clock.now() })
    },
    async stop() {
      running = false
      queue = { ...queue, slots: 0 }
      wake?.forget()
      wake = null
      const ending = [...runs.values()].map(run => run.done)
      for (const id of runs.keys()) letGo(id)
      await Promise.allSettled(ending)
      await discards.stop()
    },
    tell,
    closeAccount,
    lineWorks,
  }
}

const receiptFor = (job: UploadJob, image: { id: string; links: string[] }, at: Instant): Receipt => ({
  job: job.id,
  profile: job.profile,
  path: job.stamp.path,
  name: job.name,
  sha256: job.sha256,
  bytes: job.stamp.size,
  imageId: image.id,
  at,
  links: image.links,
})
