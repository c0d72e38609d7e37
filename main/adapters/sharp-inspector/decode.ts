import type { Metadata } from 'sharp'
import type { PhotoFacts, PhotoFormat } from '../../../preload/contract/index.ts'
import { exifFacts } from './exif-facts.ts'
import type { PhotoBytes } from './photo-bytes.ts'
import type { Sight } from './sight.ts'
import { damaged, undecodedFacts, unproven } from './sight.ts'
import { tunedSharp } from './tuned-sharp.ts'

/** Long side of a thumbnail, in pixels. */
const thumbnailSide = 320
/** Above this many pixels a picture is not decoded: it could only be meant to exhaust memory. */
const decodablePixels = 268_402_689
/** These are held in memory whole while decoding. */
const decodableInterlacedPixels = 120_000_000
/** All frames of an animation are decoded up to this many pixels in sum. */
const animationPixels = 32_000_000

/**
 * What decoders say of files that are sound, with where they are seen: Samsung panoramas, odd Adobe and JFIF headers,
 * a little padding before the end marker.
 */
const harmless =
  /Invalid SOS parameters|unknown Adobe color|unknown JFIF revision|: \d\d? extraneous bytes before marker 0xd9/

/** What our HEIF reader says of features it lacks, though the file may be sound. */
const beyondUs = /unsupported (feature|codec|image type)|support for this compression format|No decoding plugin/i

/** Reads the header, then decodes once, shrinking while loading: facts, proof that the picture is whole, thumbnail. */
export async function decode(bytes: PhotoBytes, format: PhotoFormat, missing: string | null): Promise<Sight> {
  let facts: PhotoFacts
  let header: Metadata
  try {
    header = await tunedSharp(bytes.source, { limitInputPixels: false, failOn: 'none' }).metadata()
    facts = factsOf(header, format, bytes.size)
  } catch (error) {
    if (missing === null && beyondUs.test(String(error))) return unproven(undecodedFacts(format, bytes.size, {}))
    return damaged(missing ?? sentence(error), null)
  }
  if (missing !== null) return damaged(missing, facts)
  if (!isDecodable(header, format)) return unproven(facts)

  try {
    const thumbnail = await shrink(bytes, format, header.hasAlpha)
    if (isShortAnimation(facts)) await decodeEveryFrame(bytes)
    return { facts: { ...facts, proven: true }, findings: [], thumbnail }
  } catch (error) {
    return beyondUs.test(String(error)) ? unproven(facts) : damaged(sentence(error), facts)
  }
}

async function shrink(bytes: PhotoBytes, format: PhotoFormat, hasAlpha: boolean): Promise<Buffer> {
  const picture = (failOn: 'warning' | 'error') => {
    const small = tunedSharp(bytes.source, { failOn, limitInputPixels: decodablePixels, autoOrient: true }).resize({
      width: thumbnailSide,
      height: thumbnailSide,
      fit: 'inside',
      withoutEnlargement: true,
    })
    return (hasAlpha ? small.flatten({ background: '#ffffff' }) : small).jpeg({ quality: 80 }).toBuffer()
  }
  // Only of JPEG do warnings tell damage; elsewhere they tell unusual metadata.
  if (format !== 'jpeg') return picture('error')
  return picture('warning').catch((error: unknown) => {
    if (harmless.test(String(error))) return picture('error')
    throw error
  })
}

async function decodeEveryFrame({ source }: PhotoBytes): Promise<void> {
  await tunedSharp(source, { animated: true, failOn: 'error' }).resize({ width: 16 }).raw().toBuffer()
}

const isShortAnimation = ({ frames, width, height }: PhotoFacts) =>
  frames > 1 && frames * width * height <= animationPixels

function isDecodable({ width, height, isProgressive }: Metadata, format: PhotoFormat): boolean {
  if (format === 'heic') return false
  return width * height <= (isProgressive ? decodableInterlacedPixels : decodablePixels)
}

function factsOf(header: Metadata, format: PhotoFormat, bytes: number): PhotoFacts {
  const { width, height } = header.autoOrient
  const orientation = header.orientation ?? 1
  return {
    format,
    bytes,
    width,
    height,
    frames: format === 'gif' || format === 'webp' || format === 'avif' ? (header.pages ?? 1) : 1,
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
    colourSpace: header.space,
    hasProfile: header.hasProfile,
    ...exifFacts(header.exif),
    proven: false,
  }
}

/** The decoder's first complaint, without its own name before it. */
function sentence(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  return (said.replace(/^(Input (buffer|file) [a-z ]*: )?(\w+: )?/i, '').split('\n')[0] ?? said).slice(0, 200)
}
