import { randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makePhoto } from '../fixtures/make-photo.ts'
import { manyImages, seedImages } from './seed-images.ts'

const pictures = 24

/** A home whose local cloud has this many images. Few pictures under many ids: each is fetched and decoded by itself. */
export async function seedLibrary(place: string, { images }: { images: number }): Promise<void> {
  const cloud = join(place, 'home', 'local-cloud')
  mkdirSync(join(cloud, 'originals'), { recursive: true })
  mkdirSync(join(place, 'photos'), { recursive: true })
  const made = await Promise.all(
    Array.from({ length: pictures }, async (_, seed) => {
      const [width, height] = seed % 4 === 3 ? [600, 900] : [900, 600]
      const bytes = await makePhoto({ seed, width, height })
      const file = randomUUID()
      writeFileSync(join(cloud, 'originals', file), bytes)
      return { file, bytes: bytes.length, width, height }
    }),
  )
  seedImages(
    cloud,
    manyImages(images).map((image, at) => ({ ...image, original: made[at % pictures] })),
  )
}
