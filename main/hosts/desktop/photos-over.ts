import { succeed } from '../../../preload/contract/index.ts'
import { createDeliveredImage } from '../web/delivered-image.ts'
import type { PhotoSources } from '../web/photo-sources.ts'
import { signOver } from '../web/photos-of.ts'
import type { EngineLine } from './engine-line.ts'

/** The pictures of the engine in the other process, by its word on where they lie. */
export function photosOver({ order, bridge }: Pick<EngineLine, 'order' | 'bridge'>, now: () => number): PhotoSources {
  return {
    job: job => order('photoOf', { job }),
    known: known => order('pictureOf', { known }),
    image: createDeliveredImage({
      async imageOf(profile, image) {
        const mirrored = await order('imageOf', { profile, image })
        if (mirrored !== null) return succeed(mirrored)
        const asked = await bridge.getImage({ profile, image })
        return asked.ok ? succeed(asked.value.image) : asked
      },
      sign: signOver(bridge, now),
    }),
  }
}
