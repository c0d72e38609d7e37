import { randomUUID } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Outcome } from '../../../preload/contract/index.ts'

/** A file of ours that proves the watcher hears; never a photo, never told. */
export const canaryName = /[/\\]\.hotfolder-canary-[0-9a-f-]+$/

const patienceMs = 5_000

/** Writes a canary into the folder and waits until it is heard; removed in every case, also one a crash left behind. */
export async function hearCanary(root: string, onHeard: (listener: () => void) => void): Promise<Outcome<void>> {
  const canary = join(root, `.hotfolder-canary-${randomUUID()}`)
  let timer: NodeJS.Timeout | undefined
  const heard = new Promise<boolean>(resolve => {
    onHeard(() => resolve(true))
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  try {
    await removeStray(root)
    await writeFile(canary, '')
    if (await heard) return { ok: true, value: undefined }
    return { ok: false, problem: { code: 'unexpected', detail: 'the drive does not tell of changes' } }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      problem: { code: 'unexpected', detail: `it cannot be proven that changes are heard (${reason})` },
    }
  } finally {
    clearTimeout(timer)
    onHeard(() => {})
    await rm(canary, { force: true }).catch(() => {})
  }
}

async function removeStray(root: string): Promise<void> {
  for (const name of await readdir(root))
    if (canaryName.test(join(root, name))) await rm(join(root, name), { force: true })
}
