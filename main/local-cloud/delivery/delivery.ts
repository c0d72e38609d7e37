import { createHash } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { Cloud } from '../cloud.ts'
import { limits } from '../limits.ts'
import { answerPicture } from './answer/answer-picture.ts'
import { type Body, bodyOfBytes, bodyOfFile } from './answer/body.ts'
import { isNamed } from './answer/etag.ts'
import { answerRefusal, type DeliveryRefusal, refuseDelivery } from './delivery-refusal.ts'
import { findPicture, type Found } from './find-picture.ts'
import { type Wish, wishOf } from './picture/choose-format.ts'
import { render } from './picture/render.ts'
import { Abandoned, createRenderOnce, type Made } from './renditions/render-once.ts'
import { readSvg } from './svg/read-svg.ts'
import { sanitiseSvg } from './svg/sanitise-svg.ts'

/** Counted up when the same order no longer means the same bytes. */
const revision = 1
const makers = [revision, sharp.versions.sharp, sharp.versions.vips]

type Shown = { kind: 'shown'; type: string; body: Body }

/** Serves `/{account hash}/{image id}/{variant or options}`. Fails in plain text, as the real host does. */
export function createDelivery(cloud: Cloud) {
  const { images, files } = cloud
  const { renditions } = files
  const renderOnce = createRenderOnce()

  /** Renders, and keeps what was made for the next one who asks. */
  const make = async ({ imageId, original, options }: Found, wish: Wish, key: string): Promise<Made> => {
    const path = files.originalPath(original.file)
    const made =
      original.format === 'svg' ? cleanSvg(await readFile(path)) : await render(path, original, options, wish)
    if (made.kind === 'refusal') return made
    await renditions.keep(original.file, key, made.type, made.bytes)
    // Deleted while we were at work: what we kept would stay until the next start.
    if (images.find(imageId)?.original?.file !== original.file) await files.remove(original.file)
    return made
  }

  const show = async (found: Found, wish: Wish, key: string, gone: AbortSignal): Promise<Shown | DeliveryRefusal> => {
    const { original } = found
    if (isLeftAsItIs(found)) {
      const file = await open(files.originalPath(original.file), 'r')
      return { kind: 'shown', type: `image/${original.format}`, body: await bodyOfFile(file) }
    }
    const kept = await renditions.open(original.file, key)
    if (kept) return { kind: 'shown', type: mediaTypes[kept.type], body: await bodyOfFile(kept.file) }
    const isHeavy = original.frames > 1 || original.format === 'heic'
    const made = await renderOnce({ key: `${original.file}/${key}`, isHeavy, make: () => make(found, wish, key) }, gone)
    return made.kind === 'refusal'
      ? made
      : { kind: 'shown', type: mediaTypes[made.type], body: bodyOfBytes(made.bytes) }
  }

  return async (request: Request): Promise<Response> => {
    const found = findPicture(cloud, new URL(request.url), request.headers)
    if (found.kind === 'refusal') return answerRefusal(found)
    const wish = wishOf(request.headers.get('accept'))
    const key = keyOf(found, wish)
    const etag = `"${key}"`
    const headers = { ...found.headers, etag }
    if (isNamed(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
    try {
      const shown = await show(found, wish, key, request.signal)
      if (shown.kind === 'refusal') return answerRefusal(shown)
      return await answerPicture(request, shown.body, {
        ...headers,
        'content-type': shown.type,
        ...(shown.type === mediaTypes.svg && { 'content-security-policy': sandbox }),
      })
    } catch (error) {
      return answerRefusal(images.find(found.imageId) ? explain(found, error) : refuseDelivery(9431, 'Not found'))
    }
  }
}

/** Everything the bytes depend on, in short: names the rendition, and is its tag. */
function keyOf({ original, options }: Found, wish: Wish): string {
  const asked = original.format === 'svg' ? 'svg' : { options, wish: options.format === 'auto' ? wish : null }
  return createHash('sha256')
    .update(JSON.stringify([makers, original.sha256, asked]))
    .digest('base64url')
    .slice(0, 32)
}

/** Animations too large to transform are delivered untransformed (images-api §3.1). */
const isLeftAsItIs = ({ original, options }: Found) =>
  original.frames > 1 &&
  options.anim &&
  options.format !== 'json' &&
  original.width * original.height * original.frames > limits.transformedAnimationPixels

function cleanSvg(file: Buffer): Made {
  const text = readSvg(file)
  const clean = text === null ? ({ kind: 'broken', why: 'text in another encoding' } as const) : sanitiseSvg(text)
  return clean.kind === 'svg'
    ? { kind: 'rendered', type: 'svg', bytes: Buffer.from(clean.text) }
    : refuseDelivery(9516, `Could not resize the image: error during decoding: the SVG has ${clean.why}`)
}

function explain({ original }: Found, error: unknown): DeliveryRefusal {
  if (error instanceof Abandoned) return refuseDelivery(9528, 'Request aborted')
  const because = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error)
  if (/timeout/i.test(because))
    return refuseDelivery(9529, 'The image is too large to process or the service is too busy')
  if (/exceeds pixel limit/.test(because)) return refuseDelivery(9402, 'Could not fetch the image — file too large')
  if (error instanceof Error && 'code' in error)
    return refuseDelivery(9523, `Internal error while processing the image (${String(error.code)})`)
  return original.format === 'heic'
    ? refuseDelivery(9520, 'Original image has unsupported format')
    : refuseDelivery(9516, `Could not resize the image: error during decoding: ${because}`)
}

const mediaTypes = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  json: 'application/json',
} as const

/** An SVG opened on its own runs nothing and loads nothing, even if we had overlooked something. */
const sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
