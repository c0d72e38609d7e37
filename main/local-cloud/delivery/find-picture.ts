import type { Cloud } from '../cloud.ts'
import type { ImageRecord, Original } from '../images/image-record.ts'
import { cacheControl } from './answer/cache-control.ts'
import { type DeliveryRefusal, refuseDelivery } from './delivery-refusal.ts'
import { followHints } from './options/follow-hints.ts'
import { parseOptions } from './options/parse-options.ts'
import { optionsOf, type PictureOptions } from './options/picture-options.ts'
import { readAddress } from './read-address.ts'
import { judgeSignature } from './signature.ts'

/** What a request may see, and how. */
export type Found = {
  kind: 'found'
  imageId: string
  original: Original
  options: PictureOptions
  headers: Record<string, string>
}

/** Reads a delivery URL and decides whether its reader may see the picture (images-api §4.1, §4.2, §4.6). */
export function findPicture(cloud: Cloud, url: URL, hints: Headers): Found | DeliveryRefusal {
  const address = readAddress(url.pathname)
  if (address.kind === 'refusal') return address
  if (address.hash !== cloud.account.hash) return refuseDelivery(9427, 'Image access denied with incorrect account id')
  const image = cloud.images.find(address.imageId)
  if (!image?.original) return refuseDelivery(9431, 'Not found')
  const name = decodeURIComponent(address.last)
  return name.includes('=')
    ? byOptions(cloud, image, image.original, address.last, hints)
    : byVariant(cloud, image, image.original, name, url)
}

function byOptions(cloud: Cloud, image: ImageRecord, original: Original, segment: string, hints: Headers) {
  const { flexible_variants, browser_ttl } = cloud.settings.get()
  if (!flexible_variants) return refuseDelivery(9429, 'Flexible variants are not enabled for the account')
  if (image.requireSignedUrls)
    return denied('the image requires a signed URL, and such images are never delivered by options')
  const parsed = parseOptions(segment)
  if (parsed.kind === 'refusal') return parsed
  const { options, vary } = followHints(parsed.options, hints)
  const control = cacheControl({ ttlSeconds: browser_ttl, isPrivate: false, expiresAt: null, now: cloud.now() })
  return found(image, original, options, control, vary)
}

function byVariant(cloud: Cloud, image: ImageRecord, original: Original, name: string, url: URL) {
  const variant = cloud.variants.find(name)
  if (!variant) return denied(`the account has no variant ${JSON.stringify(name)}`)
  const isPrivate = image.requireSignedUrls && !variant.neverRequireSignedURLs
  const now = cloud.now()
  let expiresAt: number | null = null
  if (isPrivate) {
    const keys = cloud.signingKeys.all().map(key => key.value)
    const verdict = judgeSignature({ pathname: url.pathname, query: url.search.slice(1), keys, now })
    if (verdict.kind !== 'valid') return denied(whyDenied[verdict.kind])
    expiresAt = verdict.expiresAt
  }
  const ttlSeconds = variant.options.browser_ttl ?? cloud.settings.get().browser_ttl
  const control = cacheControl({ ttlSeconds, isPrivate, expiresAt, now })
  return found(image, original, optionsOf(variant), control, ['Accept'])
}

function found(
  image: ImageRecord,
  original: Original,
  options: PictureOptions,
  control: string,
  vary: string[],
): Found {
  const isHalfCovered = options.fit === 'cover' && (options.width === null) !== (options.height === null)
  return {
    kind: 'found',
    imageId: image.id,
    original,
    options,
    headers: {
      'cache-control': control,
      'cf-resized': 'internal=ok/-',
      'x-content-type-options': 'nosniff',
      ...(vary.length > 0 && { vary: vary.join(', ') }),
      ...(isHalfCovered && { warning: 'cf-images 299 "cover fit mode needs both width and height"' }),
    },
  }
}

// UNCONFIRMED: the text of each (images-api §4.6).
const whyDenied = {
  missing: 'the image requires a signed URL',
  wrong: 'the signature is wrong',
  expired: 'the signed URL has expired',
}

const denied = (why: string) => refuseDelivery(9425, `Image access denied: ${why}`)
