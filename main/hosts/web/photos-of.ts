import { type Bridge, type ImageId, type Outcome, type ProfileName, succeed } from '../../../preload/contract/index.ts'
import type { Running } from '../compose.ts'
import { createDeliveredImage } from './delivered-image.ts'
import type { PhotoSources } from './photo-sources.ts'

/** Long enough for one picture. */
const signedForMs = 600_000

/** The pictures of a running engine: photos of its jobs and of what it knows from this computer, images of its accounts over their links. */
export function photosOf(
  { photoOf, pictureOf, imageOf }: Pick<Running, 'photoOf' | 'pictureOf' | 'imageOf'>,
  { getImage, signLinks }: Pick<Bridge, 'getImage' | 'signLinks'>,
  now: () => number,
): PhotoSources {
  return {
    job: photoOf,
    known: pictureOf,
    image: createDeliveredImage({
      async imageOf(profile, image) {
        const mirrored = imageOf(profile, image)
        if (mirrored !== undefined) return succeed(mirrored)
        const asked = await getImage({ profile, image })
        return asked.ok ? succeed(asked.value.image) : asked
      },
      sign: signOver({ signLinks }, now),
    }),
  }
}

/** Signs the link to one variant for a short while. */
export function signOver({ signLinks }: Pick<Bridge, 'signLinks'>, now: () => number) {
  return async (profile: ProfileName, image: ImageId, variant: string): Promise<Outcome<string>> => {
    const signed = await signLinks({ profile, links: [{ image, variant }], expiresAt: now() + signedForMs })
    if (!signed.ok) return signed
    const [link] = signed.value.links
    if (link === undefined) throw new Error('one link was to be signed, and none came back')
    return succeed(link.url)
  }
}
