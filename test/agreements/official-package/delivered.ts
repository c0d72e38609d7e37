import { createHmac } from 'node:crypto'
import sharp from 'sharp'
import { expect } from 'vitest'
import { codeIn } from './answer.ts'

/** What came from a delivery address. `sides` and `pages` are of the picture, when it is one. */
export type Delivered = {
  readonly status: number
  readonly code: number | undefined
  readonly type: string | null
  readonly headers: Headers
  readonly bytes: Buffer
  readonly sides: readonly [number, number] | null
  readonly pages: number
}

/** Fetches from a delivery address; a picture is decoded. */
export async function look(link: string, headers: Record<string, string> = {}): Promise<Delivered> {
  const response = await fetch(link, { headers })
  const bytes = Buffer.from(await response.arrayBuffer())
  const type = response.headers.get('content-type')
  const isPicture = response.status === 200 && type?.startsWith('image/') === true
  const picture = isPicture ? await sharp(bytes, { animated: true }).metadata() : null
  return {
    status: response.status,
    code: isPicture ? undefined : codeIn(bytes.toString('utf8')),
    type,
    headers: response.headers,
    bytes,
    sides: picture && [picture.width, picture.pageHeight ?? picture.height],
    pages: picture?.pages ?? 1,
  }
}

/** The delivery address of an image in one variant, made from those its description lists. */
export function linkTo({ variants }: { readonly variants: readonly string[] }, variant: string): string {
  const [known] = variants
  return known === undefined ? expect.fail('an image without links') : known.replace(/[^/]+$/, variant)
}

/**
 * Signs a delivery address as the documentation says (images-api §4.6): hexadecimal HMAC-SHA-256 of path and query, keyed
 * with the text of the key. `expiresAt` in seconds since 1970.
 */
export function sign(link: string, key: string | Uint8Array, expiresAt?: number): string {
  const url = new URL(link)
  if (expiresAt !== undefined) url.searchParams.set('exp', String(expiresAt))
  const signature = createHmac('sha256', key)
    .update(url.pathname + url.search)
    .digest('hex')
  url.searchParams.set('sig', signature)
  return url.href
}
