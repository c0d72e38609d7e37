import { readdirSync, statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { sep } from 'node:path'
import { codeOfSystem, reasonOfSystem } from '../problem-of-system.ts'

/**
 * The names in one directory, with `/` between them: one long text crosses to another thread much faster than many short
 * ones. A link is among the files: what it leads to is seen when it is looked at.
 */
export type Listed = { kind: 'listed'; files: string; directories: string } | { kind: 'unreadable'; detail: string }

/** One of each per asked name, in order; NaN where there is no file. Plain numbers cross to another thread at no cost. */
export type Stamps = { sizes: Float64Array; mtimes: Float64Array; troubles: { name: string; detail: string }[] }

export const joinNames = (names: readonly string[]) => names.join('/')
export const splitNames = (joined: string) => (joined === '' ? [] : joined.split('/'))

export interface DirectoryReader {
  list(directory: string): Promise<Listed>
  /** `names` as `list` gave them, or some of them. */
  stamps(directory: string, names: string): Promise<Stamps>
}

type Speed = {
  /** Whether the thread may stand still for a call: four times faster on a drive that answers at once. */
  mayBlock: boolean
  /** Above this mean time per file, in ms, the drive is slow, and several files are asked for beside each other. */
  slowMs?: number
}

/** Few, because the whole program shares four threads for such calls. */
const beside = 4
/** A busy computer makes a few calls slow; only a slow drive makes them all slow. */
const filesBeforeJudging = 100

/** A name that is no UTF-8 (old cards, old archives) cannot be opened by what we read of it: it must be told, not passed over. */
const isGarbled = (name: string) => name.includes('\uFFFD')
const garbled = 'its name is not valid text; rename it'

/** Names as the system gave them need none of what `join` does besides, and there may be a million. */
export const pathOf = (directory: string, name: string) =>
  directory.endsWith(sep) ? directory + name : directory + sep + name

/** Reads directories and the stamps of the files in them, fit for the speed of the drive. */
export function createDirectoryReader({ mayBlock, slowMs = 1 }: Speed, signal?: AbortSignal): DirectoryReader {
  let isQuick = mayBlock

  /** As far as it gets while the drive is quick: how many names are done. */
  function stampQuickly(directory: string, names: readonly string[], into: Stamps): number {
    const begun = performance.now()
    let done = 0
    for (const name of names) {
      if (!isQuick) break
      try {
        const found = statSync(pathOf(directory, name), { throwIfNoEntry: false })
        if (found === undefined && isGarbled(name)) into.troubles.push({ name, detail: garbled })
        note(into, done, found)
      } catch (error) {
        into.troubles.push({ name, detail: reasonOfSystem(error) })
      }
      done += 1
      isQuick = performance.now() - begun < slowMs * (done + filesBeforeJudging)
    }
    return done
  }

  async function stampOne(directory: string, name: string, place: number, into: Stamps): Promise<void> {
    try {
      note(into, place, await stat(pathOf(directory, name)))
    } catch (error) {
      const code = codeOfSystem(error)
      if (isGarbled(name)) into.troubles.push({ name, detail: garbled })
      else if (code !== 'ENOENT' && code !== 'ENOTDIR') into.troubles.push({ name, detail: reasonOfSystem(error) })
    }
  }

  return {
    async list(directory) {
      try {
        const found = isQuick
          ? readdirSync(directory, { withFileTypes: true })
          : await readdir(directory, { withFileTypes: true })
        const namesOf = (chosen: typeof found) => joinNames(chosen.map(one => one.name))
        return {
          kind: 'listed',
          files: namesOf(found.filter(one => one.isFile() || one.isSymbolicLink())),
          directories: namesOf(found.filter(one => one.isDirectory())),
        }
      } catch (error) {
        return { kind: 'unreadable', detail: reasonOfSystem(error) }
      }
    },
    async stamps(directory, joined) {
      const names = splitNames(joined)
      const stamps: Stamps = {
        sizes: new Float64Array(names.length).fill(Number.NaN),
        mtimes: new Float64Array(names.length),
        troubles: [],
      }
      const done = stampQuickly(directory, names, stamps)
      const left = names.slice(done).entries()
      const work = async () => {
        for (const [place, name] of left) {
          if (signal?.aborted === true) return
          await stampOne(directory, name, done + place, stamps)
        }
      }
      await Promise.all(Array.from({ length: beside }, work))
      return stamps
    },
  }
}

function note(stamps: Stamps, place: number, found: ReturnType<typeof statSync>): void {
  if (found?.isFile() !== true) return
  stamps.sizes[place] = Number(found.size)
  stamps.mtimes[place] = Number(found.mtimeMs)
}
