import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BatchId, Outcome, SendingSettings, StagedView } from '../../preload/contract/index.ts'
import { makePhoto } from '../fixtures/make-photo.ts'
import { aWorld, type World } from './a-world.ts'

/** The value of an outcome that must be good. */
export const valueOf = <T>(outcome: Outcome<T>): T => {
  if (!outcome.ok) throw new Error(outcome.problem.code)
  return outcome.value
}

/** The sheet as a person sees it. */
export const viewOf = async (world: World, batch: BatchId): Promise<StagedView> =>
  valueOf(await world.engine.answers.stagedBatch({ batch, names: 12 }))

/** Picks these by hand, to be judged and looked at first. */
export async function stage(world: World, paths: string[], sending: Partial<SendingSettings> = {}): Promise<BatchId> {
  return valueOf(await world.engine.answers.addPhotos({ paths, sending, staged: true })).batch
}

/** Photos that no watched folder knows. */
export async function pick(world: World, names: readonly string[]): Promise<string[]> {
  const card = join(world.place, 'card')
  mkdirSync(card, { recursive: true })
  for (const [index, name] of names.entries()) writeFileSync(join(card, name), await makePhoto({ seed: 50 + index }))
  return names.map(name => join(card, name))
}

/** A world with a sheet of these photos, all judged. */
export async function aSheet(names: readonly string[]) {
  const world = await aWorld()
  await world.start()
  const paths = await pick(world, names)
  const batch = await stage(world, paths)
  await world.until(queue => queue.counts.staged === names.length && queue.judging === 0)
  return { world, batch, paths }
}
