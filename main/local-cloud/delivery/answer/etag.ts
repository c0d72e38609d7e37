const tags = /(?:W\/)?("[^"]*")/g

/** Whether an `If-None-Match` names this tag; a weak one counts, and an asterisk names all. */
export function isNamed(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.trim() === '*' || [...header.matchAll(tags)].some(([, tag]) => tag === etag)
}

/** Whether a part may be sent: `If-Range` asks for these very bytes, or is not there. We give no dates it could name. */
export const isSameBytes = (header: string | null, etag: string): boolean => header === null || header.trim() === etag
