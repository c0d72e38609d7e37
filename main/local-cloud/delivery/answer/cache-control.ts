type Cached = { ttlSeconds: number; isPrivate: boolean; expiresAt: number | null; now: number }

/**
 * How long a picture may be kept, and by whom (images-api §4.5). A private one is kept by its reader alone, and not
 * beyond the life of the link.
 */
export function cacheControl({ ttlSeconds, isPrivate, expiresAt, now }: Cached): string {
  if (!isPrivate) return `public, max-age=${ttlSeconds}, stale-while-revalidate=7200`
  const left = expiresAt === null ? Infinity : Math.floor((expiresAt - now) / 1000)
  return `private, max-age=${Math.max(0, Math.min(ttlSeconds, left))}`
}
