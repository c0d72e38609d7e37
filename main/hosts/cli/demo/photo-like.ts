import sharp from 'sharp'
import { cameraExif } from './camera-exif.ts'
import { filmGrain } from './film-grain.ts'
import { scene } from './scene.ts'
import type { Shot } from './shoot-plan.ts'

/** The scene is drawn and grained at half size: at full size it costs twice the time and shows no more. */
const drawnAt = 0.5
/** The way back from how a picture is displayed to how the camera's sensor lay, in degrees. */
const turnedBy = { 1: 0, 3: 180, 6: 270, 8: 90 } as const

/** A camera's JPEG made by code: even areas, edges and grain, EXIF as a camera writes it. The same shot gives the same picture. */
export async function photoLike(shot: Shot): Promise<Buffer> {
  const drawing = scene(shot.number, Math.round(shot.width * drawnAt), Math.round(shot.height * drawnAt))
  const drawn = await sharp(Buffer.from(drawing)).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const [pixels, { width, height }] = [drawn.data, drawn.info]
  const rich = shot.kind === 'over-the-limit'
  filmGrain(pixels, width, shot.number, rich ? 3 : 1)

  const lying = shot.orientation === 6 || shot.orientation === 8
  const photo = sharp(pixels, { raw: { width, height, channels: 3 } })
    .rotate(turnedBy[shot.orientation])
    .resize(lying ? shot.height : shot.width, lying ? shot.width : shot.height, { kernel: 'linear', fit: 'fill' })
    .withMetadata({ orientation: shot.orientation })
    .withExif(cameraExif(shot))
    .withIccProfile(shot.colours)
  return photo.jpeg({ quality: rich ? 96 : 88, chromaSubsampling: rich ? '4:4:4' : '4:2:0' }).toBuffer()
}
