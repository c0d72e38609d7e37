const removed = '[removed]'
const secretName = /^(proxy-)?authorization$|^cookie$|token$|secret$|password$|^api-?_?key$/i

/** A token of Cloudflare’s: 40 or more letters of all sorts in one word. Hashes and ids are lower-case hex and stay. */
const tokenLike = /(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}(?![\w-])/g

/** Text without anything that looks like a bearer token, the value of `Authorization`, or a link’s signature. */
export function redactText(text: string): string {
  return text
    .replace(/(authorization["']?\s*[:=]\s*["']?)[^"'\r\n,;}]+/gi, `$1${removed}`)
    .replace(/\b(bearer\s+)[^\s"',;]+/gi, `$1${removed}`)
    .replace(/([?&;]|\b)(sig=)[^&\s"'#]+/gi, `$1$2${removed}`)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, removed)
    .replace(/\bcf[a-z]{1,3}_[\w-]{20,}/g, removed)
    .replace(tokenLike, removed)
}

/** For `JSON.stringify`: redacts every text, drops values whose very name is secret, and opens up errors. */
export function redactValue(key: string, value: unknown): unknown {
  if (typeof value === 'string') return secretName.test(key) ? removed : redactText(value)
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Error)
    return { name: value.name, message: value.message, stack: value.stack, cause: value.cause }
  if (value !== null && typeof value === 'object' && secretName.test(key)) return removed
  return value
}
