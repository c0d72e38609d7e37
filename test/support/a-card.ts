import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makePhoto } from '../fixtures/make-photo.ts'
import type { World } from './a-world.ts'

/** The photos of the card. */
export const names = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg']

/** A card beside the watched folder, with photos that have stood still for long. */
export async function aCard(world: World): Promise<string> {
  const card = join(world.place, 'card')
  mkdirSync(card)
  for (const [seed, name] of names.entries()) {
    const path = join(card, name)
    writeFileSync(path, await makePhoto({ seed: 100 + seed, width: 320, height: 240 }))
    utimesSync(path, 1_700_000_000, 1_700_000_000)
  }
  return card
}

/** Was written a moment ago, so that it is judged after the others. */
export function touch(world: World, path: string): void {
  const now = world.clock.now() / 1_000
  utimesSync(path, now, now)
}

export async function killed(world: World): Promise<void> {
  world.kill()
  await world.untilKilled()
}

/** What was picked and is not judged yet, as it would be found by the next start. */
export const keptPicks = (world: World) => world.store.picked.all()
