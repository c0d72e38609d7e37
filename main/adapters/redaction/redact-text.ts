/** What stands where a secret stood. */
export const removed = '[removed]'

const secretName = /^(proxy-)?authorization$|cookie$|token$|secret$|password$|signature$|^api-?_?key$|^upload_?url$/i

/** Values under such a name are secret, whatever they look like. */
export const isSecretName = (name: string): boolean => secretName.test(name)

/** A token of Cloudflare’s: 40 or more letters of all sorts in one word. Hashes and ids are lower-case hex and stay. */
const tokenLike = /(?<![\w-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{40,}(?![\w-])/g

/** The value of a signing key: 32 or more letters of base64 (images-api §2.8). With a slash in it only its padding tells it from a path. */
const keyLike = /(?<![\w./+-])(?=[\w+]*[a-z])(?=[\w+]*[A-Z])(?=[\w+]*\d)[A-Za-z0-9+]{31,}={0,2}(?![\w/+=-])(?!\.\w)/g
const paddedKeyLike = /(?<![\w./+-])[A-Za-z0-9+][A-Za-z0-9+/]{19,}={1,2}(?![\w/+=-])/g

/** Text without anything that looks like a bearer token, the value of `Authorization`, a key, an upload URL or a link’s signature. */
export function redactText(text: string): string {
  return text
    .replace(/(authorization["']?\s*[:=]\s*["']?)[^"'\r\n,;}]+/gi, `$1${removed}`)
    .replace(/\b(bearer\s+)[^\s"',;]+/gi, `$1${removed}`)
    .replace(/([?&;]|\b)(sig=)[^&\s"'#]+/gi, `$1$2${removed}`)
    .replace(/(https?:\/\/(?:upload\.imagedelivery\.net|[^\s"'<>/]+\/upload))\/[^\s"'<>]+/gi, `$1/${removed}`)
    .replace(/([?&#](?:token|api_?key|password|secret)=)[^&\s"'#]+/gi, `$1${removed}`)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, removed)
    .replace(/\bcf[a-z]{1,3}_[\w-]{20,}/g, removed)
    .replace(tokenLike, removed)
    .replace(keyLike, removed)
    .replace(paddedKeyLike, removed)
}
