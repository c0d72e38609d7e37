import {
  type BatchId,
  type Bridge,
  type DropId,
  type DroppedFile,
  type DropSending,
  fail,
  type FeedEvent,
  mostDroppedBytes,
  mostDroppedFiles,
  type Outcome,
  type ProfileName,
  type SentDrop,
  succeed,
  type UploadJob,
} from '../../../preload/contract/index.ts'
import type { Engine } from '../../engine/index.ts'
import type { PickedStore } from '../../engine/ports.ts'
import type { DropFolder, Sent, Spooled } from './drop-folder.ts'
import type { Shared } from '../shared-as.ts'
import { receiveFile } from './receive-file.ts'
import { safeName } from './safe-name.ts'

/** A file as its sender announces it. */
export type Announced = { name: string; bytes: number; modifiedAt: number | null }

/** Dropped photos on their way into the queue: bytes come in, the engine gets paths, and what it delivered is removed again. */
export interface DropSpool {
  take(drop: DropId, announced: Announced, incoming: AsyncIterable<Uint8Array>): Promise<Outcome<DroppedFile>>
  /** Hands all that arrived to the engine, once. */
  send(drop: DropId, how: DropSending): Promise<Outcome<SentDrop>>
  /** Forgets a drop that was not sent. */
  giveUp(drop: DropId): Outcome<Record<string, never>>
  /** Hands over again what an earlier run was told to send but had not judged. Call once the engine is started. */
  resume(): Promise<void>
  /** Removes what nobody will send any more. */
  sweep(): void
  close(): void
}

type Needs = {
  folder: DropFolder
  bridge: Pick<Bridge, 'addPhotos' | 'snapshot'>
  feed: Pick<Engine['feed'], 'listen'>
  /** The job of the photo at this path, unless it is delivered. */
  jobAt(profile: ProfileName, path: string): UploadJob | undefined
  /** Held, and a person wants to see no more of it. */
  isDismissed(profile: ProfileName, path: string): boolean
  sharedAt(profile: ProfileName, path: string): Shared
  /** What an earlier run was told to take and did not judge: the engine goes on with it by itself. */
  picks(): ReturnType<PickedStore['left']>
  now(): number
  log(what: string, error: unknown): void
  /** The most files of one drop. */
  mostFiles?: number
}

type OpenDrop = {
  kind: 'open'
  files: DroppedFile[]
  arriving: Set<Promise<DroppedFile>>
  /** So many were begun: the number of the newest. */
  begun: number
  touchedAt: number
}
/** `movedTo`: the account it went to from its sheet, before that is written down. */
type SentDropHere = { kind: 'sent'; left: Set<number>; movedTo?: ProfileName }
type Drop = OpenDrop | SentDropHere

const dayMs = 86_400_000
/** What was held, failed or cancelled can be looked at and tried again for so long. */
const keptMs = 30 * dayMs
/** A page that was closed before it sent will not come back. */
const forgottenAfterMs = dayMs

export function createDropSpool(needs: Needs): DropSpool {
  const { folder, bridge, feed, jobAt, isDismissed, sharedAt, now, log, mostFiles = mostDroppedFiles } = needs
  // Before the engine starts, which forgets each as soon as it is judged.
  let picks = needs.picks()
  const drops = new Map<DropId, Drop>()
  for (const drop of folder.drops()) {
    // Nobody can go on with what an earlier run was in the middle of receiving.
    if (folder.sent(drop) === 'not-sent') folder.remove(drop)
    else drops.set(drop, { kind: 'sent', left: new Set(folder.files(drop).map(one => one.file)) })
  }
  const forget = feed.listen(hear)

  function hear({ news }: FeedEvent): void {
    if (news.kind === 'knownChanged') return sweep()
    if (news.kind === 'stagedDropped' || news.kind === 'stagedSent') return closeSheet(news.batch)
    if (news.kind === 'stagedMoved') return followMoved(news)
    if (news.kind !== 'photoEnded') return
    const { path, state, profile } = news.photo
    const spooled = folder.at(path)
    if (spooled === null || profile !== profileOf(spooled.drop)) return
    // It may still go to an account that does not have it.
    if (state === 'duplicate' && sharedAt(profile, path) === 'on-sheet') return
    // Given up before it was judged, it has no job by which it could be tried again.
    const isGivenUp = state === 'cancelled' && jobAt(profile, path) === undefined
    if (state === 'delivered' || state === 'duplicate' || isGivenUp) discard(spooled)
  }

  /** The account its photos are for; null while it is not known. */
  function profileOf(id: DropId): ProfileName | null {
    const drop = drops.get(id)
    if (drop?.kind === 'sent' && drop.movedTo !== undefined) return drop.movedTo
    const sent = folder.sent(id)
    return typeof sent === 'string' ? null : sent.profile
  }

  /** With the sheet go the copies of what was on it: of those given up, and of those that were delivered before. */
  function closeSheet(batch: BatchId): void {
    for (const id of drops.keys()) {
      const sent = folder.sent(id)
      if (typeof sent === 'string' || !sent.batches.includes(batch)) continue
      for (const spooled of folder.files(id)) if (isOver(sent.profile, folder.pathOf(spooled))) discard(spooled)
    }
  }

  const isOver = (profile: ProfileName, path: string) =>
    jobAt(profile, path)?.state.kind === 'cancelled' || sharedAt(profile, path) === 'for-good'

  /** The photos of a drop are for another account from now on. */
  function followMoved({ from, to, profile }: { from: BatchId; to: BatchId; profile: ProfileName }): void {
    for (const id of drops.keys()) {
      const sent = folder.sent(id)
      const drop = drops.get(id)
      if (drop?.kind !== 'sent' || typeof sent === 'string' || !sent.batches.includes(from)) continue
      drop.movedTo = profile
      void keepBatch(id, { ...sent, profile, batches: [...sent.batches, to] })
    }
  }

  function discard(spooled: Spooled): void {
    const drop = drops.get(spooled.drop)
    if (drop?.kind !== 'sent') return
    try {
      folder.removeFile(spooled)
      drop.left.delete(spooled.file)
      if (drop.left.size > 0) return
      folder.remove(spooled.drop)
      drops.delete(spooled.drop)
    } catch (error) {
      // It costs room, nothing else; the next start tries again.
      log('a dropped file could not be removed', error)
    }
  }

  function openDrop(id: DropId): OpenDrop | null {
    const known = drops.get(id)
    if (known !== undefined) return known.kind === 'open' ? known : null
    folder.make(id)
    const drop: OpenDrop = { kind: 'open', files: [], arriving: new Set(), begun: 0, touchedAt: now() }
    drops.set(id, drop)
    return drop
  }

  async function take(
    id: DropId,
    { name: given, bytes, modifiedAt }: Announced,
    incoming: AsyncIterable<Uint8Array>,
  ): Promise<Outcome<DroppedFile>> {
    const name = safeName(given)
    if (bytes > mostDroppedBytes) return fail({ code: 'dropped-file-too-large', name, bytes, limit: mostDroppedBytes })
    try {
      const drop = openDrop(id)
      if (drop === null) return fail({ code: 'drop-closed', drop: id })
      if (drop.files.length + drop.arriving.size >= mostFiles) return fail({ code: 'drop-full', limit: mostFiles })
      const file = ++drop.begun
      const spooled = { drop: id, file, name }
      const [growing, whole] = [folder.growingPathOf(spooled), folder.pathOf(spooled)]
      const arriving = receiveFile(incoming, { growing, whole, bytes, modifiedAt })
        .then(() => {
          drop.files.push({ file, name, bytes })
          return { file, name, bytes }
        })
        .finally(() => {
          drop.arriving.delete(arriving)
          drop.touchedAt = now()
        })
      drop.arriving.add(arriving)
      return succeed(await arriving)
    } catch (error) {
      return fail(folder.explain(error))
    }
  }

  async function send(id: DropId, how: DropSending): Promise<Outcome<SentDrop>> {
    const drop = drops.get(id)
    if (drop?.kind !== 'open') return fail({ code: 'drop-closed', drop: id })
    // From here on nothing more is taken, and nobody else sends it; what is on its way is waited for.
    const left = new Set<number>()
    drops.set(id, { kind: 'sent', left })
    await Promise.allSettled(drop.arriving)
    for (const { file } of drop.files) left.add(file)
    const sent = await handOver(id, drop.files, how)
    if (!sent.ok) drops.set(id, drop)
    return sent
  }

  async function handOver(id: DropId, files: readonly DroppedFile[], how: DropSending): Promise<Outcome<SentDrop>> {
    if (files.length === 0) return fail({ code: 'drop-closed', drop: id })
    const profile = await profileFor(how)
    if (!profile.ok) return profile
    try {
      const sent = { ...how, profile: profile.value }
      const at = now()
      await folder.keepSent(id, { ...sent, at, batches: [] })
      const paths = files.map(({ file, name }) => folder.pathOf({ drop: id, file, name }))
      const added = await bridge.addPhotos({ paths, ...sent })
      if (!added.ok) folder.takeBackSent(id)
      else await keepBatch(id, { ...sent, at, batches: [added.value.batch] })
      return added
    } catch (error) {
      return fail(folder.explain(error))
    }
  }

  /** By its batch a drop is found when its sheet is given up. */
  async function keepBatch(id: DropId, sent: Sent): Promise<void> {
    // Judged and gone already, if nothing of it was new.
    if (sent.staged !== true || !drops.has(id)) return
    try {
      await folder.keepSent(id, sent)
    } catch (error) {
      if (drops.has(id)) log(`the batch of the drop ${id} could not be kept`, error)
    }
  }

  /** By name, so that a restart sends to the same account even where another is the active one by then. */
  async function profileFor({ profile }: DropSending): Promise<Outcome<string>> {
    const snapshot = await bridge.snapshot({})
    if (!snapshot.ok) return snapshot
    const found = snapshot.value.profiles.find(one => (profile === undefined ? one.active : one.name === profile))
    return found === undefined ? fail({ code: 'profile-unknown', profile: profile ?? '' }) : succeed(found.name)
  }

  async function resume(): Promise<void> {
    for (const id of drops.keys()) {
      const sent = folder.sent(id)
      if (sent === 'not-sent') continue
      if (sent === 'unreadable') {
        log(`the drop ${id} cannot be gone on with`, 'how it was to be sent cannot be read')
        continue
      }
      const { at: _at, batches: _batches, ...how } = sent
      const files = folder.files(id)
      const again = pickedAgain(how.profile, files.map(folder.pathOf))
      const batches = [...new Set([...sent.batches, ...again.map(({ batch }) => batch)])]
      if (batches.length > sent.batches.length) await keepBatch(id, { ...sent, batches })
      const goesOn = new Set(again.flatMap(({ paths }) => paths))
      // A sheet without a photo to send is gone with the last run.
      const isOnSheet =
        again.length > 0 || files.some(one => jobAt(how.profile, folder.pathOf(one))?.state.kind === 'staged')
      for (const spooled of files)
        if (!isOnSheet && sharedAt(how.profile, folder.pathOf(spooled)) === 'on-sheet') discard(spooled)
      // Those without a job were not judged, or are held, or were delivered while nobody listened: the engine knows which.
      const paths = folder
        .files(id)
        .map(folder.pathOf)
        .filter(path => jobAt(how.profile, path) === undefined && !isDismissed(how.profile, path))
        .filter(path => sharedAt(how.profile, path) !== 'on-sheet' && !goesOn.has(path))
      if (paths.length === 0) continue
      const added = await bridge.addPhotos({ paths, ...how })
      if (!added.ok) log(`the drop ${id} cannot be gone on with`, added.problem.code)
      else await keepBatch(id, { ...sent, batches: [...batches, added.value.batch] })
    }
    picks = []
  }

  function pickedAgain(profile: ProfileName, paths: readonly string[]) {
    const mine = new Set(paths)
    return picks.filter(pick => pick.profile === profile && pick.paths.some(path => mine.has(path)))
  }

  function sweep(): void {
    for (const id of drops.keys()) {
      try {
        sweepDrop(id)
      } catch (error) {
        log(`the drop ${id} could not be swept`, error)
      }
    }
  }

  function sweepDrop(id: DropId): void {
    const drop = drops.get(id)
    if (drop?.kind === 'open') {
      if (drop.arriving.size === 0 && now() - drop.touchedAt > forgottenAfterMs) giveUp(id)
      return
    }
    const sent = folder.sent(id)
    if (typeof sent === 'string') return
    const isOld = now() - sent.at > keptMs
    for (const spooled of folder.files(id)) {
      const path = folder.pathOf(spooled)
      if (isOld ? isDone(sent.profile, path) : isDismissed(sent.profile, path)) discard(spooled)
    }
  }

  function isDone(profile: ProfileName, path: string): boolean {
    const job = jobAt(profile, path)
    return job === undefined || job.state.kind === 'failed' || job.state.kind === 'cancelled'
  }

  function giveUp(id: DropId): Outcome<Record<string, never>> {
    const drop = drops.get(id)
    if (drop?.kind !== 'open') return fail({ code: 'drop-closed', drop: id })
    drops.delete(id)
    try {
      folder.remove(id)
      return succeed({})
    } catch (error) {
      return fail(folder.explain(error))
    }
  }

  return { take, send, giveUp, resume, sweep, close: forget }
}
