import { closeSync, openSync } from 'node:fs'
import sharp from 'sharp'
import type { Original } from '../images/image-record.ts'
import { isWhole } from './is-whole.ts'
import { limits } from '../limits.ts'
import { measureSvg } from './measure-svg.ts'
import { createReadAt } from './read-at.ts'
import { type Refusal, refuse } from '../reply.ts'
import { sniffFormat } from './sniff-format.ts'

const HEAD_BYTES = 16_384

type Size = Pick<Original, 'width' | 'height' | 'frames'>
type Inspected = { ok: true; value: Pick<Original, 'format'> & Size } | { ok: false; refusal: Refusal }

/** Judges a received file by its bytes: a format we take, whole, within the limits. Pictures are decoded only when rendered. */
export async function inspectUpload(path: string, bytes: number, acceptsAvif: boolean): Promise<Inspected> {
  const structure = readStructure(path, bytes)
  const { format } = structure
  if (!format || (format === 'avif' && !acceptsAvif))
    return no(
      5455,
      'Unsupported image format: the file must be image/jpeg, image/png, image/webp, image/gif, image/svg+xml or image/heic',
    )
  if (!structure.isEnded) return no(9422, 'The image could not be decoded: the file is damaged or ends early')
  const size = structure.size ?? (await sizeOf(path))
  if (!size) return no(9422, 'The image could not be decoded')

  const { width, height, frames } = size
  const area = width * height * frames
  if (area > limits.areaPixels && frames > 1) return no(5443, 'The animation is too long')
  const measured = format !== 'webp' && format !== 'avif' && format !== 'svg'
  if (area > limits.areaPixels || (measured && Math.max(width, height) > limits.sidePixels))
    return no(5413, 'The image has too many pixels')
  return { ok: true, value: { format, width, height, frames } }
}

type Structure = { format: Original['format'] | undefined; isEnded: boolean; size: Size | null }

/** The file was written a moment ago, so these few reads come from memory and are not worth another thread. */
function readStructure(path: string, bytes: number): Structure {
  const file = openSync(path, 'r')
  try {
    const read = createReadAt(file, bytes)
    const format = sniffFormat(read(0, HEAD_BYTES))
    if (format !== 'svg') return { format, isEnded: format !== undefined && isWhole(format, read, bytes), size: null }
    const size = measureSvg(read(0, bytes).toString())
    return { format, isEnded: size !== null, size: size && { ...size, frames: 1 } }
  } finally {
    closeSync(file)
  }
}

/** As the headers say; null when they cannot be read. */
async function sizeOf(path: string): Promise<Size | null> {
  try {
    const { width, height, pageHeight, pages } = await sharp(path, { limitInputPixels: false }).metadata()
    return { width, height: pageHeight ?? height, frames: pages ?? 1 }
  } catch {
    return null
  }
}

const no = (code: number, message: string): Inspected => ({ ok: false, refusal: refuse(code, message) })
