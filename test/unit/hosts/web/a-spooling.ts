import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { createDispatch } from '../../../../main/hosts/dispatch.ts'
import { sharedAs } from '../../../../main/hosts/shared-as.ts'
import { type DropFolder, openDropFolder } from '../../../../main/hosts/web/drop-folder.ts'
import { createDropSpool, type DropSpool } from '../../../../main/hosts/web/drop-spool.ts'
import { createBridge, type DropId, type DropSending, type Outcome } from '../../../../preload/contract/index.ts'
import { makePhoto } from '../../../fixtures/make-photo.ts'
import type { World } from '../../../support/a-world.ts'

export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.problem.code)
  return outcome.value
}

export async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
}

/** The spool of a page, over the real engine of a world: begun anew with each run of it. */
export class Spooling {
  readonly logged: string[] = []
  folder!: DropFolder
  spool!: DropSpool
  readonly #world: World
  readonly #inbox: string

  constructor(world: World) {
    this.#world = world
    this.#inbox = join(world.place, 'inbox')
    this.begin()
  }

  begin(mostFiles?: number): void {
    const { engine, clock } = this.#world
    this.folder = openDropFolder(this.#inbox)
    this.spool = createDropSpool({
      folder: this.folder,
      bridge: createBridge({ call: createDispatch(engine.answers), listen: engine.feed.listen }),
      feed: engine.feed,
      jobAt: (profile, path) => this.#world.store.jobs.ofPath(profile, path),
      isDismissed: (profile, path) => this.#world.store.ledger.get(profile, path)?.verdict.kind === 'dismissed',
      picks: () => this.#world.store.picked.left(),
      sharedAt: (profile, path) => sharedAs(this.#world.store.ledger.get(profile, path)),
      now: clock.now,
      log: (what, error) => this.logged.push(`${what}: ${String(error)}`),
      ...(mostFiles === undefined ? {} : { mostFiles }),
    })
  }

  /** kill -9, then a new start. */
  async killAndRestart(): Promise<void> {
    this.#world.kill()
    this.spool.close()
    await this.#world.untilKilled()
    await this.#world.open()
    await this.restart()
  }

  async restart(): Promise<void> {
    this.begin()
    this.spool.sweep()
    await this.#world.start()
    await this.spool.resume()
  }

  async drop(names: readonly string[], bytesOf?: (index: number) => Promise<Uint8Array>): Promise<DropId> {
    const drop = randomUUID()
    for (const [index, name] of names.entries()) {
      const bytes = await (bytesOf?.(index) ?? makePhoto({ seed: this.#made++, width: 64, height: 48 }))
      valueOf(await this.spool.take(drop, { name, bytes: bytes.length, modifiedAt: null }, inPieces(bytes)))
    }
    return drop
  }
  #made = 100

  async dropAndSend(names: readonly string[], how: DropSending = {}): Promise<DropId> {
    const drop = await this.drop(names)
    valueOf(await this.spool.send(drop, how))
    return drop
  }

  /** Everything that still lies in the inbox: `<file>/<name>` of each drop. */
  left = (): string[] =>
    this.folder.drops().flatMap(drop => this.folder.files(drop).map(one => `${one.file}/${one.name}`))
  drops = (): string[] => readdirSync(this.#inbox)
  at = (...parts: string[]): string => join(this.#inbox, ...parts)
}

/** The spool of a world whose engine is started. */
export async function aSpooling(world: World): Promise<Spooling> {
  await world.start()
  return new Spooling(world)
}
