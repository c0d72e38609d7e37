import sharp, { type Sharp } from 'sharp'
import type { DeliveryRefusal } from '../delivery-refusal.ts'
import type { Original } from '../../images/image-record.ts'
import { limits } from '../../limits.ts'
import { carryMetadata } from '../metadata/carry-metadata.ts'
import { readColour } from '../options/is-colour.ts'
import type { PictureOptions } from '../options/picture-options.ts'
import { chooseFormat, type Wish } from './choose-format.ts'
import { encode, type PictureFormat } from './encode.ts'
import { isAnimation, openSource, type Source } from './source.ts'
import { planPicture } from './plan-picture.ts'
import { createShaper } from './shape.ts'
import { applyTone, hasTone } from './tone.ts'
import { chooseUnderlay, over } from './underlay.ts'

/** A picture made to order, or what `format=json` tells of it. */
export type Rendered = { kind: 'rendered'; type: PictureFormat | 'json'; bytes: Buffer<ArrayBuffer> }

/**
 * Makes a picture from an original: upright, in sRGB, as its options ask. Rejects when it cannot be decoded in time.
 * An animation is taken apart into frames, so that nothing done to one frame reaches into the next.
 */
export async function render(
  path: string,
  original: Original,
  options: PictureOptions,
  wish: Wish,
): Promise<Rendered | DeliveryRefusal> {
  const isStill = !options.anim || options.format === 'jpeg' || options.format === 'baseline-jpeg'
  const isAnimated = isAnimation(original) && !isStill
  const source = await openSource(path, original, options.format !== 'json')
  const plan = planPicture(source.size, isAnimated ? source.frames : 1, options)
  if (plan.kind === 'refusal') return plan
  const { output, border } = plan
  if (options.format === 'json') return describe(source, original, output)

  const { hasAlpha } = source.header
  const format = chooseFormat({ original, options, wish, output, isAnimated, hasAlpha })
  const underlay = await chooseUnderlay(options.background, format)
  const shape = await createShaper(plan, options, underlay, () => source.open('first'))

  // Sharp would draw the border first and change it together with the picture.
  const isApart = isAnimated || hasTone(options) || (options.border !== null && hasEffects(options))
  const picture = isApart ? await piecesOf(source, isAnimated, shape, options) : shape(source.open('first'))
  if (options.border) {
    const colour = await readColour(options.border.colour)
    picture.extend({ ...border, background: underlay.flat ? over(colour, underlay.flat) : colour })
  }
  if (underlay.below) {
    const input = { create: { width: 1, height: 1, channels: 4 as const, background: underlay.below } }
    picture.composite([{ input, tile: true, blend: 'dest-over' }])
  }
  const { delay, loop } = source.header
  const timing = isAnimated ? { ...(delay && { delay }), ...(loop !== undefined && { loop }) } : {}
  const bytes = await encode(picture.timeout({ seconds: limits.renderSeconds }), format, options, output, timing)
  if (format !== 'jpeg') return { kind: 'rendered', type: format, bytes }
  return { kind: 'rendered', type: format, bytes: carryMetadata(bytes, options.metadata, source.header, output) }
}

const hasEffects = ({ blur, sharpen, saturation }: PictureOptions) => blur !== null || sharpen > 0 || saturation !== 1

/** The shaped pixels of one frame, or of all frames below each other, as a picture of their own. */
async function piecesOf(
  source: Source,
  isAnimated: boolean,
  shape: (picture: Sharp) => Sharp,
  options: PictureOptions,
) {
  const pieces: Buffer[] = []
  let piece = { width: 0, height: 0, channels: 4 as 1 | 2 | 3 | 4 }
  for await (const frame of isAnimated ? framesOf(source) : [source.open('first')]) {
    const { data, info } = await shape(frame)
      .timeout({ seconds: limits.renderSeconds })
      .raw()
      .toBuffer({ resolveWithObject: true })
    if (hasTone(options)) applyTone(data, info.channels, options)
    pieces.push(data)
    piece = info
  }
  const { width, height, channels } = piece
  const [only = Buffer.alloc(0)] = pieces
  const pixels = pieces.length === 1 ? only : Buffer.concat(pieces)
  const pages = pieces.length > 1 ? { pageHeight: height } : {}
  return sharp(pixels, { animated: true, raw: { width, height: height * pieces.length, channels, ...pages } })
}

async function* framesOf({ open, size: { width, height }, frames }: Source): AsyncGenerator<Sharp> {
  const pixels = await open('all').timeout({ seconds: limits.renderSeconds }).ensureAlpha().raw().toBuffer()
  const length = width * height * 4
  for (let frame = 0; frame < frames; frame++)
    yield sharp(pixels.subarray(frame * length, (frame + 1) * length), { raw: { width, height, channels: 4 } })
}

// UNCONFIRMED: the members; clients of the service expect these.
function describe({ size }: Source, original: Original, output: { width: number; height: number }): Rendered {
  const format = original.format === 'svg' ? 'image/svg+xml' : `image/${original.format}`
  const told = { ...output, original: { file_size: original.bytes, ...size, format } }
  return { kind: 'rendered', type: 'json', bytes: Buffer.from(JSON.stringify(told)) }
}
