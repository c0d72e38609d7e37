import { statSync } from 'node:fs'
import { join } from 'node:path'
import { makePhotos } from '../fixtures/make-photo.ts'
import { asFromACard, deliver, openStudio, seconds } from './studio.ts'

/** (c) How much of a line of 100 Mbit/s with 60 ms latency we fill. */
export async function measureLine(count = 120) {
  const studio = await openStudio(['bandwidth:100mbit', 'latency:60'])
  try {
    const paths = asFromACard(
      await makePhotos(join(studio.place, 'photos'), count, { seed: 1, bytesAtLeast: 2_500_000 }),
    )
    const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0)
    await studio.running.engine.start({ folders: 'none' })
    const began = performance.now()
    await deliver(studio.running, paths)
    const perSecond = bytes / seconds(began)
    return { megabytesPerSecond: perSecond / 1e6, ofLine: perSecond / 12_500_000 }
  } finally {
    await studio.close()
  }
}
