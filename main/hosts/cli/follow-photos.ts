import type { BatchId, EndedPhoto, FeedEvent, Problem, QueueView } from '../../../preload/contract/index.ts'
import type { Engine } from '../../engine/index.ts'
import { followLine, type OnLine } from './on-line.ts'

type Receiver = {
  photoEnded(photo: EndedPhoto): void
  queueChanged(queue: QueueView): void
  troubled(problem: Problem): void
  noted(text: string): void
}

/** One reader of the feed: whose photos are told, and when they have all ended. */
export interface PhotoFollower {
  /** From now on the photos of these batches count, or all; what was told before this is not lost. */
  begin(whose: 'all' | readonly BatchId[]): void
  /** All batches ended (`done`), or the engine cannot go on (`broken`). */
  readonly ended: Promise<'done' | 'broken'>
  /** Files passed over, by name or by date. */
  readonly ignored: number
  /** What of the photos still on the line is already gone. */
  readonly onLine: OnLine
  stop(): void
}

export function followPhotos(feed: Pick<Engine['feed'], 'listen'>, receiver: Receiver): PhotoFollower {
  const early: FeedEvent[] = []
  let whose: 'all' | ReadonlySet<BatchId> | null = null
  const open = new Set<BatchId>()
  /** A file can be in a batch by several ways, itself and by its folder: it is one photo all the same. */
  const told = new Set<string>()
  const onLine = followLine()
  const unreachable = new Set<string>()
  let ignored = 0
  const { promise: ended, resolve: end } = Promise.withResolvers<'done' | 'broken'>()

  function receive(event: FeedEvent): void {
    if (whose === null) return void early.push(event)
    const { news } = event
    onLine.receive(news)
    switch (news.kind) {
      case 'photoEnded':
        if (isOurs(news.photo)) receiver.photoEnded(news.photo)
        return
      case 'batchEnded':
        if (!open.delete(news.batch)) return
        ignored += news.ignored
        return open.size === 0 ? end('done') : undefined
      case 'progressed':
      case 'queueChanged':
        return receiver.queueChanged(news.queue)
      case 'folderChanged': {
        const { path, state } = news.folder
        const was = unreachable.delete(path)
        if (state.kind === 'unreachable') {
          unreachable.add(path)
          if (!was) receiver.troubled(state.because)
        } else if (was) receiver.noted(`${path} is back.`)
        else if (state.kind === 'watching' && state.hearing.kind === 'crawling')
          receiver.noted(
            `${path} tells us nothing of changes (${state.hearing.because}), so we look every ${state.hearing.everyMs / 1_000} s.`,
          )
        return
      }
      case 'noticed':
        return receiver.troubled(news.problem)
      case 'halted':
        receiver.troubled(news.problem)
        return end('broken')
      case 'jobChanged':
      case 'stagedMoved':
      case 'folderRemoved':
      case 'profileChanged':
      case 'profileRemoved':
      case 'libraryChanged':
      case 'signingKeysChanged':
      case 'preferencesChanged':
      case 'knownChanged':
      case 'stagedChanged':
      case 'stagedDropped':
      case 'stagedSent':
    }
  }

  function isOurs({ batches, profile, path }: EndedPhoto): boolean {
    if (whose === 'all') return true
    const name = `${profile}\n${path}`
    if (told.has(name) || !batches.some(batch => open.has(batch))) return false
    told.add(name)
    return true
  }

  const stop = feed.listen(receive)
  return {
    begin(wanted) {
      whose = wanted === 'all' ? 'all' : new Set(wanted)
      if (wanted !== 'all') for (const batch of wanted) open.add(batch)
      for (const event of early.splice(0)) receive(event)
    },
    ended,
    onLine,
    get ignored() {
      return ignored
    },
    stop,
  }
}
