// oxlint-disable no-control-regex -- cameras pad their names with zeros
import readExif from 'exif-reader'
import type { PhotoFacts } from '../../../preload/contract/index.ts'
import { isHeavyExif } from './exif-weight.ts'

export type ExifFacts = Pick<PhotoFacts, 'takenAt' | 'camera' | 'hasPosition'>

const nothing: ExifFacts = { takenAt: null, camera: null, hasPosition: false }

/** When, with what and whether where, from an EXIF block. Broken EXIF is common and no reason to refuse a photo: then nothing is known. */
export function exifFacts(block: Buffer | undefined): ExifFacts {
  const exif = block && readOrNull(block)
  if (!exif) return nothing
  const { Image: image, Photo: photo, GPSInfo: gps } = exif
  return {
    takenAt: instantOf(photo?.DateTimeOriginal, photo?.OffsetTimeOriginal),
    camera: cameraOf(image?.Make, image?.Model),
    hasPosition: isPlace(gps?.GPSLatitude) && isPlace(gps?.GPSLongitude),
  }
}

function readOrNull(block: Buffer): ReturnType<typeof readExif> | null {
  try {
    return isHeavyExif(block) ? null : readExif(block)
  } catch {
    return null
  }
}

/** The reader gives the camera's clock as if it were UTC. Without an offset it is taken as the time of this computer. */
function instantOf(clock: unknown, offset: unknown): number | null {
  if (!(clock instanceof Date) || Number.isNaN(clock.getTime()) || clock.getUTCFullYear() < 1900) return null
  const told = typeof offset === 'string' ? /^([+-])(\d\d):(\d\d)/.exec(offset) : null
  if (told) {
    const minutes = Number(told[2]) * 60 + Number(told[3])
    return clock.getTime() - (told[1] === '-' ? -minutes : minutes) * 60_000
  }
  const [year, month, day] = [clock.getUTCFullYear(), clock.getUTCMonth(), clock.getUTCDate()]
  return new Date(year, month, day, clock.getUTCHours(), clock.getUTCMinutes(), clock.getUTCSeconds()).getTime()
}

/** “NIKON CORPORATION” and “NIKON D90” is one “NIKON D90”; “Apple” and “iPhone 6” belong together. */
function cameraOf(make: unknown, model: unknown): string | null {
  const maker = tidy(make).replace(
    /[\s,]+(corporation|company|imaging corp\.?|corp\.?|co\.?, ?ltd\.?|ltd\.?|inc\.?|camera ag)$/i,
    '',
  )
  const kind = tidy(model)
  const first = kind.split(' ')[0]?.toLowerCase() ?? ''
  const saysMaker = first !== '' && maker.toLowerCase().split(' ').includes(first)
  return (saysMaker ? kind : `${maker} ${kind}`.trim()).slice(0, 120) || null
}

const tidy = (value: unknown) =>
  typeof value === 'string'
    ? value
        .replace(/\x00.*$/s, '')
        .replace(/[\s\x00-\x1f\x7f]+/g, ' ')
        .trim()
    : ''

const isPlace = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(part => typeof part === 'number' && Number.isFinite(part))
