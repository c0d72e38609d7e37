import { randomInt } from 'node:crypto'
import sharp from 'sharp'
import { makePhoto, type MadePhoto } from '../../fixtures/make-photo.ts'

/** A picture of its own: 64 × 48 and JPEG unless wished otherwise. */
export const aPicture = (wish: Partial<MadePhoto> = {}): Promise<Buffer> =>
  makePhoto({ width: 64, height: 48, seed: randomInt(1_000_000_000), ...wish })

/** Two frames, red and blue, of 20 × 10. */
export async function anAnimation(): Promise<Buffer> {
  const frame = (background: string) => ({ create: { width: 20, height: 10, channels: 3 as const, background } })
  const frames = await Promise.all(['red', 'blue'].map(colour => sharp(frame(colour)).png().toBuffer()))
  return await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer()
}

export const anSvg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><script>alert(1)</script><circle cx="20" cy="15" r="9"/></svg>',
)

/** Words where a picture is expected. */
export const noPicture = Buffer.from('these are words, not a picture. '.repeat(40))

/** With its true media type, as every careful client says it. */
export const asFile = (bytes: Uint8Array, name = 'dune.jpg', type = 'image/jpeg'): File =>
  new File([new Uint8Array(bytes)], name, { type })
