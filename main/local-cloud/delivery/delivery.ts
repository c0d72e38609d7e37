import { open } from 'node:fs/promises'
import type { Cloud } from '../cloud.ts'
import { answerPicture } from './answer/answer-picture.ts'
import { type Body, bodyOfBytes, bodyOfFile } from './answer/body.ts'
import { isNamed } from './answer/etag.ts'
import { answerRefusal, type DeliveryRefusal, refuseDelivery } from './delivery-refusal.ts'
import { explainFailure } from './explain-failure.ts'
import { findPicture, type Found } from './find-picture.ts'
import { isHeavy, isLeftAsItIs, makePicture, mediaTypes, pictureKey } from './make-picture.ts'
import { type Wish, wishOf } from './picture/choose-format.ts'
import { createRenderOnce, type Made } from './renditions/render-once.ts'

type Shown = { kind: 'shown'; type: string; body: Body }

/** Serves `/{account hash}/{image id}/{variant or options}`. Fails in plain text, as the real host does. */
export function createDelivery(cloud: Cloud) {
  const { images, files } = cloud
  const { renditions } = files
  const renderOnce = createRenderOnce()

  const keep = async ({ imageId, original }: Found, key: string, made: Made) => {
    if (made.kind === 'refusal') return
    await renditions.keep(original.file, key, made.type, made.bytes)
    // Deleted while we were at work: what we kept would stay until the next start.
    if (images.find(imageId)?.original?.file !== original.file) await files.remove(original.file)
  }

  const show = async (found: Found, wish: Wish, key: string, gone: AbortSignal): Promise<Shown | DeliveryRefusal> => {
    const { original, options } = found
    if (isLeftAsItIs(original, options)) {
      const file = await open(files.originalPath(original.file), 'r')
      return { kind: 'shown', type: `image/${original.format}`, body: await bodyOfFile(file) }
    }
    const kept = await renditions.open(original.file, key)
    if (kept) return { kind: 'shown', type: mediaTypes[kept.type], body: await bodyOfFile(kept.file) }
    const made = await renderOnce(
      {
        key: `${original.file}/${key}`,
        isHeavy: isHeavy(original),
        make: () => makePicture(files.originalPath(original.file), original, options, wish),
        keep: made => keep(found, key, made),
      },
      gone,
    )
    return made.kind === 'refusal'
      ? made
      : { kind: 'shown', type: mediaTypes[made.type], body: bodyOfBytes(made.bytes) }
  }

  return async (request: Request): Promise<Response> => {
    const found = findPicture(cloud, new URL(request.url), request.headers)
    if (found.kind === 'refusal') return answerRefusal(found)
    const wish = wishOf(request.headers.get('accept'))
    const key = pictureKey(found.original, found.options, wish)
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
      return answerRefusal(
        images.find(found.imageId) ? explainFailure(found.original.format, error) : refuseDelivery(9431, 'Not found'),
      )
    }
  }
}

/** An SVG opened on its own runs nothing and loads nothing, even if we had overlooked something. */
const sandbox = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
