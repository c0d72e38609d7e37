import {
  fail,
  type Image,
  type ImageId,
  type Outcome,
  type ProfileName,
  succeed,
} from '../../../preload/contract/index.ts'
import type { Picture, PhotoSources } from './photo-sources.ts'

type Needs = {
  /** From the local mirror, or from the account where that does not know it. */
  imageOf(profile: ProfileName, image: ImageId): Promise<Outcome<Image>>
  /** The signed link of a private image. */
  sign(profile: ProfileName, image: ImageId, variant: string): Promise<Outcome<string>>
  /** The largest variant that shows images whole. */
  largestOf(profile: ProfileName): Promise<string>
}

/** The delivery host has this long to begin its answer. */
const patienceMs = 20_000

/** Fetches variants through their delivery links, signed where the image is private. */
export function createDeliveredImage({ imageOf, sign, largestOf }: Needs): PhotoSources['image'] {
  return async ({ profile, image: id, variant, etag, accept }, signal) => {
    const image = await imageOf(profile, id)
    if (!image.ok) return image
    const shown = variant ?? (await largestOf(profile))
    const link = linkOf(image.value, shown)
    if (link === undefined) return fail({ code: 'variant-unknown', variant: shown })
    const address = image.value.private ? await sign(profile, id, shown) : succeed(link)
    return address.ok ? fetchPicture(address.value, headersOf(etag, accept), signal) : address
  }
}

/** The links of an image differ in their last part alone, which names the variant or its sizes (images-api §4.1). */
function linkOf({ links }: Image, variant: string): string | undefined {
  const [known] = links
  if (known === undefined || !/^[A-Za-z0-9_.,=-]{1,200}$/.test(variant)) return undefined
  const link = new URL(known)
  link.pathname = `${link.pathname.slice(0, link.pathname.lastIndexOf('/'))}/${variant}`
  return link.href
}

async function fetchPicture(
  link: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Outcome<Picture>> {
  const { host } = new URL(link)
  const waiting = new AbortController()
  const impatient = setTimeout(() => waiting.abort(), patienceMs)
  try {
    const answer = await fetch(link, {
      headers,
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.any([signal, waiting.signal]),
    })
    const type = answer.headers.get('content-type') ?? ''
    const known = { type, etag: answer.headers.get('etag') }
    if (answer.status === 304) return succeed({ ...known, length: null, bytes: null })
    if (answer.ok && answer.body !== null)
      return succeed({ ...known, length: lengthOf(answer), bytes: answer.body as AsyncIterable<Uint8Array> })
    const detail = answer.headers.get('cf-resized') ?? answer.statusText
    await answer.body?.cancel()
    return fail({ code: 'service-trouble', status: answer.status, apiCode: null, detail })
  } catch (error) {
    if (signal.aborted) return fail({ code: 'interrupted' })
    if (waiting.signal.aborted) return fail({ code: 'stalled', quietMs: patienceMs })
    // What fetch throws says only that there was no answer.
    if (error instanceof TypeError) return fail({ code: 'offline', host })
    throw error
  } finally {
    clearTimeout(impatient)
  }
}

/** The browser says which formats it shows, so that it gets the picture anybody with this browser gets. */
const headersOf = (etag: string | undefined, accept: string | undefined) => ({
  ...(accept === undefined ? {} : { Accept: accept }),
  ...(etag === undefined ? {} : { 'If-None-Match': etag }),
})

/** What was packed for the way has another length than it is read with. */
function lengthOf(answer: Response): number | null {
  const length = answer.headers.get('content-length')
  return length === null || answer.headers.has('content-encoding') ? null : Number(length)
}
