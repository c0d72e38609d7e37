import { join } from 'node:path'
import { makePhotos } from '../fixtures/make-photo.ts'
import { asFromACard, deliver, openStudio } from './studio.ts'

const megabytes = () => {
  globalThis.gc?.()
  return process.memoryUsage().rss / 1e6
}

/** (f) Memory of the whole process after each tenth of the photos: it must not grow with their number. */
export async function measureMemory(count = 2_000) {
  const studio = await openStudio()
  try {
    const tenth = count / 10
    await studio.running.engine.start({ folders: 'none' })
    const after: number[] = []
    for (let part = 0; part < 10; part++) {
      const paths = asFromACard(
        await makePhotos(join(studio.place, 'photos'), tenth, {
          seed: 1 + part * tenth,
          width: 1_600,
          height: 1_200,
        }),
      )
      await deliver(studio.running, paths)
      after.push(megabytes())
    }
    // The first two tenths warm the caches of the decoder, the database and the compiler.
    const [, early = 0] = after
    const late = after.at(-1) ?? 0
    return { after, growthRatio: late / early }
  } finally {
    await studio.close()
  }
}
