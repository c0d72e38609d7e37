import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { openStore, tempFolder } from './open-store.ts'
import { sampleJob } from './sample-job.ts'

/** Kills the writer once it has said this many durable saves; answers the last it said. */
async function killAfter(file: string, saves: number): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writing-child.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let last = -1
  for await (const line of createInterface(child.stdout)) {
    last = Number(line)
    if (last >= saves) child.kill('SIGKILL')
  }
  await ended
  return last
}

describe('after a kill -9 in the midst of writing', () => {
  it('every durable save is there, the counters agree with the rows, and nothing is set aside', async () => {
    using home = tempFolder()
    const file = join(home.path, 'queue.sqlite')

    for (const saves of [3, 57, 211]) {
      const last = await killAfter(file, saves)

      const store = openStore(file)
      expect(store.takeNotices()).toEqual([])
      expect(store.jobs.get(sampleJob(last).id)?.state).toMatchObject({ reservation: { imageId: `image-${last}` } })
      {
        using rows = new DatabaseSync(file)
        const counted = rows.prepare('SELECT count(*) AS jobs, sum(size) AS bytes FROM jobs').get()
        const counts = store.jobs.counts()
        expect(counts.queued + counts.sending).toBe(counted?.['jobs'])
        expect(store.jobs.bytesLeft()).toBe(counted?.['bytes'])
        expect(store.ledger.countIn('folder-1')).toBe(counted?.['jobs'])
      }
      store.close()
    }
  })
})
