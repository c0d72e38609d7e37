import { join } from 'node:path'
import { type Bridge, type Outcome, succeed } from '../../../preload/contract/index.ts'
import type { Running } from '../compose.ts'
import { createDeliveredImage } from './delivered-image.ts'
import { createFetchedOriginal } from './fetched-original.ts'
import { createKnownVariants } from './known-variants.ts'
import { createLibraryThumbnail } from './library-thumbnail.ts'
import type { PhotoSources } from './photo-sources.ts'
import { createPictureShelf } from './picture-shelf.ts'

/** Long enough for one picture. */
const signedForMs = 600_000
const thumbnailBytes = 1_000_000_000

type Engine = Pick<Running, 'home' | 'photoOf' | 'pictureOf' | 'imageOf' | 'sentPictureOf' | 'learnProportion' | 'log'>
type Asks = Pick<Bridge, 'getImage' | 'signLinks' | 'listVariants' | 'keepOriginal'>

/** The pictures of a running engine: photos of its jobs and of what it knows from this computer, images of its accounts over their links. */
export function photosOf(engine: Engine, bridge: Asks, now: () => number): PhotoSources {
  const { imageOf } = engine
  const variants = createKnownVariants(bridge.listVariants, now)
  const image = createDeliveredImage({
    async imageOf(profile, wanted) {
      const mirrored = imageOf(profile, wanted)
      if (mirrored !== undefined) return succeed(mirrored)
      const asked = await bridge.getImage({ profile, image: wanted })
      return asked.ok ? succeed(asked.value.image) : asked
    },
    async sign(profile, wanted, variant): Promise<Outcome<string>> {
      const order = { profile, links: [{ image: wanted, variant }], expiresAt: now() + signedForMs }
      const signed = await bridge.signLinks(order)
      if (!signed.ok) return signed
      const [link] = signed.value.links
      if (link === undefined) throw new Error('one link was to be signed, and none came back')
      return succeed(link.url)
    },
    largestOf: async profile => (await variants.whole(profile, Infinity)).variant,
  })
  return {
    job: engine.photoOf,
    known: engine.pictureOf,
    image,
    thumbnail: createLibraryThumbnail({
      ...engine,
      variantFor: variants.whole,
      fetchImage: image,
      shelf: createPictureShelf(join(engine.home, 'library-thumbnails'), thumbnailBytes, now),
    }),
    original: createFetchedOriginal({ folder: join(engine.home, 'fetched'), ...bridge, imageOf, now }),
  }
}
