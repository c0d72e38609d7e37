import type { Instant } from '../../../preload/contract/index.ts'
import type { Digest } from '../ports.ts'

/**
 * What stands in `sig`: HMAC-SHA-256 of path and query under the key's text as the service gives it, not decoded
 * (images-api §4.6). UNCONFIRMED: without a query it is the bare path that is signed.
 */
export const signatureOf = (path: string, query: string, key: string, sign: Digest['sign']): string =>
  sign(key, query === '' ? path : `${path}?${query}`)

/** A delivery URL good until an instant, in whole seconds. What it carried of `exp` and `sig` is replaced; the rest stays as it is. */
export function signUrl(url: URL, key: string, expiresAt: Instant, sign: Digest['sign']): string {
  const kept = url.search.replace(/^\?/, '').split('&')
  const others = kept.filter(part => part !== '' && !/^(exp|sig)(=|$)/.test(part))
  const query = [...others, `exp=${Math.floor(expiresAt / 1_000)}`].join('&')
  return `${url.origin}${url.pathname}?${query}&sig=${signatureOf(url.pathname, query, key, sign)}`
}
