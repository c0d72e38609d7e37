import { type ImageId, isServiceId } from '../../../preload/contract/index.ts'

/** A delivery URL in its parts (images-api §4.1). `id` is null where it cannot be told: an id of the person's own may hold slashes. */
export type DeliveryLink = { url: URL; id: ImageId | null; variant: string }

/** Reads a delivery URL of the service, a custom domain or a local cloud; null when it is none. */
export function readDeliveryLink(link: string): DeliveryLink | null {
  const url = new URL(link)
  const parts = url.pathname.split('/').slice(1)
  const [hash, ...rest] = parts[0] === 'cdn-cgi' && parts[1] === 'imagedelivery' ? parts.slice(2) : parts
  const variant = rest.pop()
  if (hash === undefined || hash === '' || variant === undefined || variant === '' || rest.length === 0) return null
  const id = rest.length === 1 && rest[0] !== undefined && isServiceId(rest[0]) ? rest[0] : null
  return { url, id, variant: decoded(variant) }
}

/** The same image in another variant. */
export function inVariant(link: string, variant: string): string {
  const url = new URL(link)
  url.pathname = [...url.pathname.split('/').slice(0, -1), encodeURIComponent(variant)].join('/')
  return url.href
}

export const variantOf = (link: string): string | undefined =>
  URL.canParse(link) ? readDeliveryLink(link)?.variant : undefined

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
