import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import {
  fail,
  type Image,
  type ImageId,
  type Outcome,
  type ProfileName,
  succeed,
} from '../../../preload/contract/index.ts'
import { codeOfSystem } from '../../adapters/problem-of-system.ts'
import type { KnownPicture } from '../job-photo.ts'
import { makeThumbnail } from './make-thumbnail.ts'
import { createNewestFirst } from './newest-first.ts'
import type { PhotoSources, Picture } from './photo-sources.ts'
import type { PictureShelf } from './picture-shelf.ts'

type Needs = {
  imageOf(profile: ProfileName, image: ImageId): Image | undefined
  /** The thumbnail made when we judged the photo that became this image. */
  sentPictureOf(profile: ProfileName, image: ImageId): KnownPicture | null
  /** The smallest variant that shows an image whole at this size; `isWhole` false where all variants cut. */
  variantFor(profile: ProfileName, side: number): Promise<{ variant: string; isWhole: boolean }>
  fetchImage: PhotoSources['image']
  shelf: PictureShelf
  learnProportion(profile: ProfileName, image: ImageId, proportion: number): void
  log(what: string, error: unknown): void
}

/** The long side of the thumbnails we make when judging. */
const sentSide = 320
/** Fetched and decoded at once. */
const mostAtOnce = 4
/** A variant in a format that needs no second decoder. */
const accept = 'image/webp,image/jpeg,image/png,image/*;q=0.5'

type Thumbnail = Picture & { isLasting: boolean }

/** Thumbnails of images by their ids: from this computer where there is one, else made once from what the account serves. */
export function createLibraryThumbnail(needs: Needs): PhotoSources['thumbnail'] {
  const inTurn = createNewestFirst(mostAtOnce)

  return async ({ profile, image: id, side, version, etag }, signal) => {
    const image = needs.imageOf(profile, id)
    if (image === undefined) return fail({ code: 'image-unknown', imageId: id })
    // An id of a person's own may be filled anew, at another time.
    const key = createHash('sha256')
      .update(JSON.stringify([profile, id, image.uploadedAt]))
      .digest('hex')
    const name = `${key}-${side}`
    const isLasting = version === String(image.uploadedAt)
    const about = { type: 'image/jpeg', etag: `"${name}"`, isLasting }
    if (etag === about.etag) return succeed({ ...about, length: null, bytes: null })

    const sent = needs.sentPictureOf(profile, id)
    if (side <= sentSide && sent !== null) {
      const file = await openPicture(sent.thumbnail)
      if (file !== null) return succeed({ ...about, ...file })
    }
    const kept = await needs.shelf.read(name)
    if (kept !== null) return succeed({ ...about, ...kept })
    const made = await inTurn(() => make(profile, image, side, name, signal), signal)
    if (made === null) return fail({ code: 'interrupted' })
    if (made.ok) return succeed({ ...about, length: made.value.length, bytes: Readable.from([made.value]) })
    return small(sent, made)
  }

  async function make(
    profile: ProfileName,
    image: Image,
    side: number,
    name: string,
    signal: AbortSignal,
  ): Promise<Outcome<Buffer>> {
    const { variant, isWhole } = await needs.variantFor(profile, side)
    const fetched = await needs.fetchImage({ profile, image: image.id, variant, etag: undefined, accept }, signal)
    if (!fetched.ok) return fetched
    const made = await makeThumbnail(image.id, fetched.value, side, signal)
    if (!made.ok) return made
    if (isWhole) needs.learnProportion(profile, image.id, made.value.proportion)
    // A full disk keeps nothing, but shows everything.
    await needs.shelf
      .keep(name, made.value.picture)
      .catch((error: unknown) => needs.log('a thumbnail was not kept', error))
    return succeed(made.value.picture)
  }
}

/** Where the account does not answer, a small picture of ours says more than none; a better one may come later. */
async function small(sent: KnownPicture | null, otherwise: Outcome<never>): Promise<Outcome<Thumbnail>> {
  const file = sent === null ? null : await openPicture(sent.thumbnail)
  return file === null ? otherwise : succeed({ type: 'image/jpeg', etag: null, isLasting: false, ...file })
}

async function openPicture(path: string): Promise<Pick<Picture, 'length' | 'bytes'> | null> {
  try {
    const file = await open(path)
    const { size } = await file.stat()
    if (size > 0) return { length: size, bytes: file.createReadStream({ highWaterMark: 262_144 }) }
    await file.close()
    return null
  } catch (error) {
    if (codeOfSystem(error) !== null) return null
    throw error
  }
}
