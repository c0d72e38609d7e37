import {
  type Bridge,
  type DropId,
  type DroppedFile,
  type DropSending,
  fail,
  type Outcome,
  type SentDrop,
  succeed,
} from '../../../preload/contract/index.ts'
import { basename } from 'node:path'
import type { EngineLine } from './engine-line.ts'
import type { LooseBytes } from './room-talk.ts'
import { mostHanded } from './take-handed.ts'

/** What was dropped, by its place on the disk, until the page says that it is all: places never go back to the page. */
export interface DropDesk {
  take(drop: DropId, path: string, bytes: number): Outcome<DroppedFile>
  takeLoose(loose: LooseBytes): Promise<Outcome<DroppedFile>>
  send(drop: DropId, how: DropSending): Promise<Outcome<SentDrop>>
  giveUp(drop: DropId): Promise<Outcome<Record<string, never>>>
}

type Dropped = { paths: string[]; hasLoose: boolean }

/** A page that forgets its drops must not fill the memory. */
const mostOpen = 32

export function createDropDesk(line: Pick<EngineLine, 'order'> & { bridge: Pick<Bridge, 'addPhotos'> }): DropDesk {
  const drops = new Map<DropId, Dropped>()
  const gone = fail({ code: 'interrupted' })

  function open(drop: DropId): Dropped {
    const known = drops.get(drop)
    if (known !== undefined) return known
    const fresh = { paths: [], hasLoose: false }
    drops.set(drop, fresh)
    for (const oldest of drops.keys()) if (drops.size > mostOpen) drops.delete(oldest)
    return fresh
  }

  async function sendAll(drop: DropId, dropped: Dropped, how: DropSending): Promise<Outcome<SentDrop>> {
    const loose = dropped.hasLoose ? ((await line.order('sendLoose', { drop, how })) ?? gone) : null
    if (loose?.ok === false) return loose
    dropped.hasLoose = false
    if (dropped.paths.length === 0) return loose ?? fail({ code: 'drop-closed', drop })
    return line.bridge.addPhotos({ paths: dropped.paths, ...how })
  }

  return {
    take(drop, path, bytes) {
      const { paths } = open(drop)
      if (paths.length >= mostHanded) return fail({ code: 'drop-full', limit: mostHanded })
      paths.push(path)
      return succeed({ file: paths.length, name: basename(path), bytes })
    },
    async takeLoose(loose) {
      open(loose.drop).hasLoose = true
      return (await line.order('keepLoose', loose)) ?? gone
    },
    async send(drop, how) {
      const dropped = drops.get(drop)
      if (dropped === undefined) return fail({ code: 'drop-closed', drop })
      drops.delete(drop)
      const sent = await sendAll(drop, dropped, how)
      // Whoever tries again need not drop it again.
      if (!sent.ok) drops.set(drop, dropped)
      return sent
    },
    async giveUp(drop) {
      const dropped = drops.get(drop)
      drops.delete(drop)
      return dropped?.hasLoose === true ? ((await line.order('giveUpLoose', { drop })) ?? gone) : succeed({})
    },
  }
}
