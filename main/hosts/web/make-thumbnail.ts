import { fail, type ImageId, type Outcome, succeed } from '../../../preload/contract/index.ts'
import { tunedSharp } from '../../adapters/sharp-inspector/tuned-sharp.ts'
import type { Picture } from './photo-sources.ts'

type Made = { picture: Buffer; proportion: number }

/** No served variant of honest size is larger. */
const mostBytes = 40_000_000
const mostPixels = 120_000_000

/** Shrinks a fetched picture to its long side in pixels. The proportion is that of what was fetched. */
export async function makeThumbnail(
  imageId: ImageId,
  { bytes }: Pick<Picture, 'bytes'>,
  side: number,
  signal: AbortSignal,
): Promise<Outcome<Made>> {
  try {
    const whole = await readAll(bytes, signal)
    const picture = tunedSharp(whole, { limitInputPixels: mostPixels, autoOrient: true })
    const { autoOrient, hasAlpha } = await picture.metadata()
    const shrunk = picture.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
    const opaque = hasAlpha ? shrunk.flatten({ background: '#ffffff' }) : shrunk
    const made = await opaque.jpeg({ quality: 80 }).toBuffer()
    return succeed({ picture: made, proportion: autoOrient.width / autoOrient.height })
  } catch (error) {
    if (signal.aborted) return fail({ code: 'interrupted' })
    const detail = (error instanceof Error ? error.message : String(error)).slice(0, 200)
    return fail({ code: 'download-damaged', imageId, detail })
  }
}

async function readAll(bytes: Picture['bytes'], signal: AbortSignal): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes ?? []) {
    signal.throwIfAborted()
    length += chunk.byteLength
    if (length > mostBytes) throw new Error('it is too large for a picture to look at')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
