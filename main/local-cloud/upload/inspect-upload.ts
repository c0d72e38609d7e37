import { closeSync, openSync, readSync } from 'node:fs'
import sharp, { type Metadata } from 'sharp'
import type { Original } from '../images/image-record.ts'
import { isWhole, type ReadAt } from './is-whole.ts'
import { limits } from '../limits.ts'
import { type Refusal, refuse } from '../reply.ts'
import { sniffFormat } from './sniff-format.ts'

const HEAD_BYTES = 4096

type Inspected =
  { ok: true; value: Pick<Original, 'format' | 'width' | 'height' | 'frames'> } | { ok: false; refusal: Refusal }

/** Judges a received file by its bytes: a format we take, whole, within the limits. Pictures are decoded only when rendered. */
export async function inspectUpload(path: string, bytes: number, acceptsAvif: boolean): Promise<Inspected> {
  const { format, isEnded } = readStructure(path, bytes)
  if (!format || (format === 'avif' && !acceptsAvif))
    return no(
      5455,
      'Unsupported image format: the file must be image/jpeg, image/png, image/webp, image/gif, image/svg+xml or image/heic',
    )
  if (!isEnded) return no(9422, 'The image could not be decoded: the file ends early')

  let picture: Metadata
  try {
    picture = await sharp(path, { limitInputPixels: false }).metadata()
  } catch {
    return no(9422, 'The image could not be decoded')
  }
  const { width, height } = picture
  const frames = picture.pages ?? 1
  const area = width * (picture.pageHeight ?? height) * frames
  if (area > limits.areaPixels && frames > 1) return no(5443, 'The animation is too long')
  const measured = format !== 'webp' && format !== 'avif' && format !== 'svg'
  if (area > limits.areaPixels || (measured && Math.max(width, height) > limits.sidePixels))
    return no(5413, 'The image has too many pixels')
  return { ok: true, value: { format, width, height, frames } }
}

/** The file was written a moment ago, so these few reads come from memory and are not worth another thread. */
function readStructure(path: string, bytes: number): { format: Original['format'] | undefined; isEnded: boolean } {
  const file = openSync(path, 'r')
  try {
    const read: ReadAt = (from, length) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(length, bytes - from)))
      return buffer.subarray(0, readSync(file, buffer, 0, buffer.length, from))
    }
    const format = sniffFormat(read(0, HEAD_BYTES))
    return { format, isEnded: format !== undefined && isWhole(format, read, bytes) }
  } finally {
    closeSync(file)
  }
}

const no = (code: number, message: string): Inspected => ({ ok: false, refusal: refuse(code, message) })
