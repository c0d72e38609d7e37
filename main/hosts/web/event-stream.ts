import { randomBytes } from 'node:crypto'
import type { FeedEvent } from '../../../preload/contract/index.ts'
import type { Engine } from '../../engine/index.ts'

/** The feed for pages, as server-sent events. */
export interface EventStream {
  /**
   * Begins with what happened after `from` (the id of an event of this stream, or a revision), or with `snapshot-needed` when
   * that is not known any more; without it, with what happens next. Null when there are too many readers. `cut` breaks the line.
   */
  open(from: string | undefined, cut: () => void): ReadableStream<Uint8Array> | null
  readonly readers: number
  close(): void
}

type Needs = {
  feed: Pick<Engine['feed'], 'listen' | 'since'>
  /** So often a silent line is told that we are there. */
  heartbeatMs?: number
}

const mostReaders = 16
/** A reader this far behind, in bytes, is cut: it comes back and catches up. */
const mostUnread = 4_000_000

type Reader = { send(text: Uint8Array): void; end(): void }

export function createEventStream({ feed, heartbeatMs = 20_000 }: Needs): EventStream {
  const encoder = new TextEncoder()
  const readers = new Set<Reader>()
  // Revisions begin anew with every run; an id says of which run it is.
  const run = randomBytes(6).toString('hex')
  const textOf = (event: FeedEvent) => `id: ${run}.${event.revision}\ndata: ${JSON.stringify(event)}\n\n`

  const sendAll = (write: () => string) => {
    if (readers.size === 0) return
    const bytes = encoder.encode(write())
    for (const reader of readers) reader.send(bytes)
  }
  const forget = feed.listen(event => sendAll(() => textOf(event)))
  const heartbeat = setInterval(() => sendAll(() => ':\n\n'), heartbeatMs)
  heartbeat.unref()

  function missed(from: string): FeedEvent[] | null {
    const [, of = run, digits = ''] = /^(?:([0-9a-f]{12})\.)?(\d{1,15})$/.exec(from) ?? []
    if (of !== run || digits === '') return null
    const revision = Number(digits)
    if (revision === 0) return feed.since(0)
    // The event it names must be among ours: a reader of an earlier run knows higher numbers than there are.
    const [named, ...later] = feed.since(revision - 1) ?? []
    return named === undefined ? null : later
  }

  function beginning(from: string | undefined): string {
    const head = 'retry: 1000\n\n'
    if (from === undefined) return head
    const text = missed(from)?.map(textOf).join('')
    // What would fill all that a reader may leave unread is better replaced by the snapshot.
    return text === undefined || Buffer.byteLength(text) > mostUnread / 2
      ? `${head}event: snapshot-needed\ndata: {}\n\n`
      : head + text
  }

  return {
    open(from, cut) {
      if (readers.size >= mostReaders) return null
      let reader: Reader
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            reader = {
              send(bytes) {
                controller.enqueue(bytes)
                if (-(controller.desiredSize ?? 0) <= mostUnread) return
                readers.delete(reader)
                cut()
              },
              end: () => controller.close(),
            }
            // In one breath with the catching up: nothing can be told in between.
            readers.add(reader)
            reader.send(encoder.encode(beginning(from)))
          },
          cancel: () => void readers.delete(reader),
        },
        new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
      )
    },
    get readers() {
      return readers.size
    },
    close() {
      forget()
      clearInterval(heartbeat)
      for (const reader of readers) reader.end()
      readers.clear()
    },
  }
}
