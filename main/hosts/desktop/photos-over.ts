import type { PhotoSources } from '../web/photo-sources.ts'
import type { EngineLine } from './engine-line.ts'
import { unpackPicture } from './packed-picture.ts'

/** The pictures of the engine in the other process: photos by its word on where they lie, what must be made or fetched by its hand. */
export function photosOver({ order }: Pick<EngineLine, 'order'>): PhotoSources {
  return {
    job: job => order('photoOf', { job }),
    known: known => order('pictureOf', { known }),
    image: async (wanted, signal) => unpackPicture(await order('image', wanted, signal)),
    thumbnail: async (wanted, signal) => unpackPicture(await order('thumbnail', wanted, signal)),
    original: async (wanted, signal) => unpackPicture(await order('original', wanted, signal)),
  }
}
