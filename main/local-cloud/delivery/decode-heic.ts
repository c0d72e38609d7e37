import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { z } from 'zod'
import { runApart } from './run-apart.ts'

/** RGBA, upright. */
export type HeicPixels = z.infer<typeof HeicPixels>
const HeicPixels = z.object({ width: z.number(), height: z.number(), data: z.instanceof(ArrayBuffer) })

/** The pixels of a HEIC photo, upright, as an uncompressed PNG with the photo's own colour profile: sharp's build has no decoder for it. */
export async function decodeHeic(path: string): Promise<Buffer> {
  const { width, height, data } = HeicPixels.parse(await runApart(new URL('./heic-worker.ts', import.meta.url), path))
  const pixels = sharp(new Uint8Array(data), { raw: { width, height, channels: 4 } })
  const png = await pixels.removeAlpha().png({ compressionLevel: 0 }).toBuffer()
  const { icc } = await sharp(path).metadata()
  return icc === undefined ? png : withProfile(png, icc)
}

const signatureAndHeader = 8 + 25

/** Raw pixels cannot carry a profile into sharp; a PNG can, in an iCCP chunk right after its header. */
function withProfile(png: Buffer, icc: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from('iCCPphoto\0\0', 'latin1'), deflateSync(icc)])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(body.length - 4, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), chunk.length - 4)
  return Buffer.concat([png.subarray(0, signatureAndHeader), chunk, png.subarray(signatureAndHeader)])
}
