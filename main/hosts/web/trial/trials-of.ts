import { join } from 'node:path'
import type { Bridge } from '../../../../preload/contract/index.ts'
import type { Running } from '../../compose.ts'
import type { PhotoSources } from '../photo-sources.ts'
import { createTrials } from './create-trials.ts'
import type { Trials } from './trials.ts'

/** Trials on the photos of a running engine, kept below its home folder. */
export const trialsOf = (
  { home, originalOf, imageOf }: Pick<Running, 'home' | 'originalOf' | 'imageOf'>,
  { keepOriginal }: Pick<Bridge, 'keepOriginal'>,
  photos: Pick<PhotoSources, 'image'>,
  now: () => number,
): Trials =>
  createTrials({
    folder: join(home, 'trials'),
    originalOf: ({ profile, image }) => originalOf(profile, image),
    imageOf: ({ profile, image }) => imageOf(profile, image),
    keepOriginal,
    delivered: photos.image,
    now,
  })
