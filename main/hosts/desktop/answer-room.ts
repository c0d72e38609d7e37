import type { Bridge } from '../../../preload/contract/index.ts'
import type { Running } from '../compose.ts'
import type { DropSpool } from '../web/drop-spool.ts'
import type { PhotoSources } from '../web/photo-sources.ts'
import type { Trials } from '../web/trial/trials.ts'
import { packPicture } from './packed-picture.ts'
import type { RoomAnswers } from './room-talk.ts'

type Needs = {
  running: Running
  bridge: Pick<Bridge, 'snapshot' | 'crawlFolder'>
  spool: DropSpool
  photos: PhotoSources
  trials: Trials
}

/** What the desktop may ask of its engine beside the commands. */
export function answerRoom({ running, bridge, spool, photos, trials }: Needs): RoomAnswers {
  const { log } = running
  return {
    photoOf: async ({ job }) => running.photoOf(job),
    pictureOf: async ({ known }) => running.pictureOf(known),
    image: (wanted, signal) => packPicture(() => photos.image(wanted, signal), signal, log),
    thumbnail: (wanted, signal) => packPicture(() => photos.thumbnail(wanted, signal), signal, log),
    original: (wanted, signal) => packPicture(() => photos.original(wanted, signal), signal, log),
    trial: (wanted, signal) => packPicture(() => trials.picture(wanted, signal), signal, log),
    measure: ({ photo, reach }) => trials.measure(photo, reach),
    flexible: (photo, signal) => trials.flexible(photo, signal),
    async keepLoose({ drop, name, bytes, modifiedAt }) {
      return spool.take(drop, { name, bytes: bytes.length, modifiedAt }, inOnePiece(bytes))
    },
    sendLoose: ({ drop, how }) => spool.send(drop, how),
    giveUpLoose: async ({ drop }) => spool.giveUp(drop),
    async hold({ because, isHeld }) {
      running.engine.hold(because, isHeld)
      return null
    },
    async crawlAll() {
      const snapshot = await bridge.snapshot({})
      if (!snapshot.ok) return null
      for (const { id, state } of snapshot.value.folders)
        if (state.kind !== 'paused') await bridge.crawlFolder({ folder: id })
      return null
    },
  }
}

async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
