import { readFile } from 'node:fs/promises'
import type { Cloud } from '../cloud.ts'
import type { Original } from '../images/image-record.ts'
import { limits } from '../limits.ts'
import { type PictureFormat, render } from './render.ts'
import type { Variant } from '../variants/variant.ts'

type Picture = { bytes: Buffer; type: string }

/** Serves `/{account hash}/{image id}/{variant}`, where the id may hold slashes. Fails in plain text, as the real host does. */
export function createDelivery({ account, images, files, variants }: Cloud) {
  const underway = new Map<string, Promise<Buffer>>()

  const renderAndKeep = async (
    id: string,
    original: Original,
    variant: Variant,
    format: PictureFormat,
    kind: string,
  ) => {
    const bytes = await render(files.originalPath(original.file), original, variant, format)
    await files.keepRendered(original.file, kind, bytes)
    // Deleted while we were at work: what we kept would stay until the next start.
    if (!images.find(id)) await files.remove(original.file)
    return bytes
  }

  const rendered = async (id: string, original: Original, variant: Variant, format: PictureFormat): Promise<Buffer> => {
    const kind = `${Object.values(variant.options).join('-')}.${format}`
    const kept = await files.readRendered(original.file, kind)
    if (kept) return kept
    const key = `${original.file}/${kind}`
    const running =
      underway.get(key) ?? renderAndKeep(id, original, variant, format, kind).finally(() => underway.delete(key))
    underway.set(key, running)
    return await running
  }

  const picture = async (id: string, original: Original, variant: Variant, accept: string): Promise<Picture> => {
    const format = formatFor(original, accept)
    if (format !== null) return { bytes: await rendered(id, original, variant, format), type: `image/${format}` }
    const bytes = await readFile(files.originalPath(original.file))
    return { bytes, type: original.format === 'svg' ? 'image/svg+xml' : `image/${original.format}` }
  }

  return async (request: Request): Promise<Response> => {
    const path = segments(new URL(request.url).pathname)
    if (!path) return failure(9426, 403, 'the URL has an invalid part')
    const [hash, ...rest] = path
    const name = rest.pop() ?? ''
    if (hash !== account.hash) return failure(9427, 403, 'wrong account hash')
    const image = images.find(rest.join('/'))
    if (!image?.original) return failure(9431, 404, 'image not found')
    if (name.includes('=')) return failure(9429, 403, 'flexible variants are not enabled')
    const variant = variants.find(name)
    if (!variant) return failure(9425, 403, `access denied: the account has no variant ${JSON.stringify(name)}`)
    if (image.requireSignedUrls) return failure(9425, 403, 'access denied: the image requires a signed URL')

    const etag = `"${image.original.sha256.slice(0, 32)}-${variant.id}"`
    const headers = {
      'cache-control': `public, max-age=${limits.browserTtlSeconds}, stale-while-revalidate=7200`,
      etag,
      vary: 'Accept',
      'cf-resized': 'internal=ok/-',
    }
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
    try {
      const { bytes, type } = await picture(image.id, image.original, variant, request.headers.get('accept') ?? '')
      // An SVG may carry scripts; opened on its own it must not run them.
      const sandbox =
        type === 'image/svg+xml'
          ? { 'content-security-policy': "sandbox; default-src 'none'; style-src 'unsafe-inline'" }
          : {}
      return new Response(new Uint8Array(bytes), {
        headers: { ...headers, ...sandbox, 'content-type': type, 'content-length': String(bytes.length) },
      })
    } catch (error) {
      if (!images.find(image.id)) return failure(9431, 404, 'image not found')
      const because = error instanceof Error ? error.message.split('\n', 1)[0] : String(error)
      return image.original.format === 'heic'
        ? failure(9520, 415, 'this image format cannot be rendered here')
        : failure(9516, 500, `the image could not be decoded: ${because}`)
    }
  }
}

/** What to render into; null to send the original as it is. */
function formatFor({ format, frames, width, height }: Original, accept: string): PictureFormat | null {
  if (format === 'svg') return null
  if (frames > 1 && width * height * frames > limits.transformedAnimationPixels) return null
  if (format === 'heic') return 'jpeg'
  return format === 'avif' && !accept.includes('image/avif') ? 'jpeg' : format
}

function segments(pathname: string): string[] | undefined {
  try {
    return pathname.split('/').slice(1).map(decodeURIComponent)
  } catch {
    return undefined
  }
}

const failure = (code: number, status: number, text: string) =>
  new Response(`ERROR ${code}: ${text}`, {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'cf-resized': `err=${code}`, 'cache-control': 'no-store' },
  })
