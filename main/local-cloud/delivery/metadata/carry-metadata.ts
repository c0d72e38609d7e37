import type { Metadata } from 'sharp'
import type { PictureOptions } from '../options/picture-options.ts'
import type { Size } from '../picture/size.ts'
import { openExif } from './exif-block.ts'
import { type Credits, readCredits } from './read-credits.ts'

const segmentBytes = 65_533
const artist = 0x013b
const copyright = 0x8298

/**
 * A rendered JPEG with that part of the original's metadata it may keep (images-api §4.4). Written by ourselves:
 * sharp would spell “©” as “(C)”.
 * UNCONFIRMED: that AVIF loses its EXIF as WebP and PNG do.
 */
export function carryMetadata(
  jpeg: Buffer<ArrayBuffer>,
  mode: PictureOptions['metadata'],
  header: Metadata,
  output: Size,
): Buffer<ArrayBuffer> {
  const exif =
    mode === 'keep'
      ? header.exif && openExif(header.exif)?.asRendered(output)
      : mode === 'copyright'
        ? exifOf(readCredits(header))
        : null
  if (!exif || exif.length + 6 > segmentBytes) return jpeg
  const mark = Buffer.from('\xff\xe1\0\0Exif\0\0', 'latin1')
  mark.writeUInt16BE(exif.length + 8, 2)
  const at = afterJfif(jpeg)
  return Buffer.concat([jpeg.subarray(0, at), mark, exif, jpeg.subarray(at)])
}

/** JFIF wants to be first after the start of the image. */
const afterJfif = (jpeg: Buffer) => (jpeg.readUInt16BE(2) === 0xffe0 ? 4 + jpeg.readUInt16BE(4) : 2)

/** An EXIF block that says who made a picture and who owns it, and nothing else. */
function exifOf(credits: Credits): Buffer | null {
  const fields = [
    { tag: artist, text: credits.artist },
    { tag: copyright, text: credits.copyright },
  ].flatMap(({ tag, text }) =>
    text ? [{ tag, text: Buffer.concat([text, Buffer.alloc(Math.max(1, 5 - text.length))]) }] : [],
  )
  if (fields.length === 0) return null
  const head = Buffer.alloc(8 + 2 + fields.length * 12 + 4)
  head.write('II*\0', 'latin1')
  head.writeUInt32LE(8, 4)
  head.writeUInt16LE(fields.length, 8)
  let end = head.length
  for (const [i, { tag, text }] of fields.entries()) {
    const at = 10 + i * 12
    head.writeUInt16LE(tag, at)
    head.writeUInt16LE(2, at + 2)
    // Texts of up to four bytes would have to stand in the field itself, so shorter ones are padded with zeros.
    head.writeUInt32LE(text.length, at + 4)
    head.writeUInt32LE(end, at + 8)
    end += text.length
  }
  return Buffer.concat([head, ...fields.map(field => field.text)])
}
