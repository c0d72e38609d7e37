import { randomUUID } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fail, succeed, type Outcome } from '../../../preload/contract/index.ts'

const prefix = '.hotfolder-canary-'
const tryMs = 500

/** A file that proves by its coming that changes in a folder are heard. It leaves nothing behind. */
export interface Canary {
  /** Whether this path below the root is a canary, ours or another's. Ours now counts as heard. */
  recognise(inside: string): boolean
  /** Writes it, until heard or out of patience, and takes it away again. `unexpected` tells why nothing was heard. */
  prove(patienceMs: number, signal: AbortSignal): Promise<Outcome<void>>
  /** Takes away what a crash left behind. */
  sweep(): Promise<void>
}

export function createCanary(root: string): Canary {
  const name = `${prefix}${randomUUID()}`
  const heard = new AbortController()

  return {
    recognise(inside) {
      if (inside === name) heard.abort()
      return inside.startsWith(prefix)
    },
    async prove(patienceMs, signal) {
      const path = join(root, name)
      const enough = AbortSignal.any([signal, heard.signal])
      try {
        // Again and again: what happens right after watching begins may go untold on macOS.
        for (let left = patienceMs; left > 0 && !enough.aborted; left -= tryMs) {
          await writeFile(path, '')
          await setTimeout(Math.min(tryMs, left), undefined, { signal: enough }).catch(() => undefined)
          await remove(path)
        }
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
        return fail({ code: 'unexpected', detail: `we may not write there to try whether changes are told, ${reason}` })
      }
      if (heard.signal.aborted) return succeed(undefined)
      if (signal.aborted) return fail({ code: 'interrupted' })
      return fail({ code: 'unexpected', detail: `a file written to try it stayed unheard for ${patienceMs / 1_000} s` })
    },
    async sweep() {
      const names = await readdir(root).catch(() => [])
      for (const stray of names.filter(one => one.startsWith(prefix))) await remove(join(root, stray))
    },
  }
}

/** What another program holds on to at this moment is swept at the next start. */
const remove = (path: string) => rm(path, { force: true, maxRetries: 5, retryDelay: 100 }).catch(() => undefined)
