import type { Bridge } from '../../../preload/contract/index.ts'
import type { Running } from '../compose.ts'
import type { DropSpool } from '../web/drop-spool.ts'
import type { RoomAnswers } from './room-talk.ts'

type Needs = { running: Running; bridge: Pick<Bridge, 'snapshot' | 'crawlFolder'>; spool: DropSpool }

/** What the desktop may ask of its engine beside the commands. */
export function answerRoom({ running, bridge, spool }: Needs): RoomAnswers {
  return {
    photoOf: async ({ job }) => running.photoOf(job),
    pictureOf: async ({ known }) => running.pictureOf(known),
    imageOf: async ({ profile, image }) => running.imageOf(profile, image) ?? null,
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
