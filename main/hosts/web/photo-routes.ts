import { type FileHandle, open } from 'node:fs/promises'
import { type Context, Hono } from 'hono'
import { explain, ImageId, type Problem, ProfileName } from '../../../preload/contract/index.ts'
import { codeOfSystem } from '../../adapters/problem-of-system.ts'
import type { JobPhoto, KnownPicture } from '../job-photo.ts'
import type { PhotoSources, Picture, WantedImage } from './photo-sources.ts'
import { picturePolicy } from './security-headers.ts'
import { type ByteRange, rangeOf } from './byte-range.ts'
import { streamBody } from './stream-body.ts'
import { type Line, refuse } from './web.ts'

/** Asked for together with the hash of its bytes a picture never changes; else the page asks each time whether it did. */
const cachingOf = (c: Context<Line>, { sha256 }: KnownPicture) =>
  c.req.query('v') === sha256 ? lasting : 'private, no-cache'
const lasting = 'private, max-age=31536000, immutable'
/** A variant may be changed, which shows after a while. */
const variantCaching = 'private, max-age=300'

/** Pictures by the id of a job, of a known photo or of an image; never by a path or an address. */
export function photoRoutes(photos: PhotoSources) {
  async function answerImage(c: Context<Line>, wanted: Pick<WantedImage, 'profile' | 'image' | 'variant'>) {
    const shown = { etag: c.req.header('if-none-match'), accept: c.req.header('accept') }
    const picture = await photos.image({ ...wanted, ...shown }, c.req.raw.signal)
    return picture.ok ? answerPicture(c, picture.value, variantCaching) : answerProblem(picture.problem)
  }

  return new Hono<Line>()
    .get('/thumbnail/:job', async c => answerThumbnail(c, await photos.job(c.req.param('job'))))
    .get('/known/:id', async c => answerThumbnail(c, await photos.known(c.req.param('id'))))
    .get('/original/:job', async c => {
      const photo = await photos.job(c.req.param('job'))
      if (photo === null) return refuse(c, 'not-there')
      const about = { type: photo.type, etag: `"${photo.sha256}"`, caching: cachingOf(c, photo) }
      return answerFile(c, photo.stamp.path, about, photo.stamp)
    })
    .get('/image/:profile/:image{.+}', async c => {
      const named = namedImage(c)
      const variant = c.req.query('variant')
      return named === null || variant === undefined ? refuse(c, 'not-there') : answerImage(c, { ...named, variant })
    })
    .get('/view/:profile/:image{.+}', async c => {
      const named = namedImage(c)
      return named === null ? refuse(c, 'not-there') : answerImage(c, { ...named, variant: null })
    })
    .get('/library/:profile/:image{.+}', async c => {
      const named = namedImage(c)
      const side = Number(c.req.query('side'))
      if (named === null || !thumbnailSides.includes(side)) return refuse(c, 'not-there')
      const wanted = { ...named, side, version: c.req.query('v'), etag: c.req.header('if-none-match') }
      const picture = await photos.thumbnail(wanted, c.req.raw.signal)
      if (!picture.ok) return answerProblem(picture.problem)
      return answerPicture(c, picture.value, picture.value.isLasting ? lasting : 'private, no-cache')
    })
    .get('/download/:profile/:image{.+}', async c => {
      const named = namedImage(c)
      if (named === null) return refuse(c, 'not-there')
      const original = await photos.original(named, c.req.raw.signal)
      if (!original.ok) return answerProblem(original.problem)
      const answer = await answerPicture(c, original.value, variantCaching)
      if (answer.ok) answer.headers.set('Content-Disposition', savedAs(original.value.name))
      return answer
    })
}

/** The sizes a page may ask for: a few, so that what was made serves again. */
const thumbnailSides: readonly number[] = [320, 640, 1_280]

function namedImage(c: Context<Line>) {
  const profile = ProfileName.safeParse(c.req.param('profile'))
  const image = ImageId.safeParse(c.req.param('image'))
  return profile.success && image.success ? { profile: profile.data, image: image.data } : null
}

/** What a browser names the file it saves: any name, and one in plain letters for those who know no better (RFC 6266). */
function savedAs(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, letter => `%${letter.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

async function answerThumbnail(c: Context<Line>, photo: KnownPicture | null): Promise<Response> {
  if (photo === null) return refuse(c, 'not-there')
  const about = { type: 'image/jpeg', etag: `"${photo.sha256}-thumbnail"`, caching: cachingOf(c, photo) }
  return answerFile(c, photo.thumbnail, about)
}

type About = { type: string; etag: string; caching: string }

/** `stamp`: with another size or time it is another photo by now, and showing it here would be a lie. */
async function answerFile(
  c: Context<Line>,
  path: string,
  { type, etag, caching }: About,
  stamp?: JobPhoto['stamp'],
): Promise<Response> {
  const file = await openFile(path)
  if (file === null) return refuse(c, 'not-there')
  const found = await file.stat()
  const isSame =
    found.isFile() && (stamp === undefined || (found.size === stamp.size && found.mtimeMs === stamp.mtimeMs))
  const isKnown = c.req.header('if-none-match') === etag
  if (!isSame || isKnown) await file.close()
  if (!isSame) return refuse(c, 'not-there')
  if (isKnown) return answerPicture(c, { type, etag, length: found.size, bytes: null }, caching)
  const range = rangeOf(c.req.header('range'), found.size)
  const bytes = file.createReadStream({ highWaterMark: 262_144, ...range })
  const length = range === null ? found.size : range.end - range.start + 1
  const answer = await answerPicture(c, { type, etag, length, bytes }, caching)
  return range === null || !answer.ok ? answer : asPart(answer, range, found.size)
}

/** The same answer, said to be a part of the file. */
function asPart(answer: Response, { start, end }: ByteRange, size: number): Response {
  answer.headers.set('Content-Range', `bytes ${start}-${end}/${size}`)
  return new Response(answer.body, { status: 206, headers: answer.headers })
}

async function openFile(path: string): Promise<FileHandle | null> {
  try {
    return await open(path)
  } catch (error) {
    if (codeOfSystem(error) !== null) return null
    throw error
  }
}

/** Hands a picture on; whatever it is called, what is none is not. */
export async function answerPicture(
  c: Context<Line>,
  { type, length, etag, bytes }: Picture,
  caching: string,
): Promise<Response> {
  const headers = {
    'Content-Security-Policy': picturePolicy,
    'Cache-Control': caching,
    Vary: 'Accept',
    ...(etag === null ? {} : { ETag: etag }),
  }
  if (bytes === null) return new Response(null, { status: 304, headers })
  const body = streamBody(bytes, c.env.outgoing)
  if (!/^image\/[a-z0-9.+-]+$/i.test(type)) {
    await body.cancel()
    return refuse(c, 'not-there')
  }
  const size = length === null ? {} : { 'Content-Length': String(length) }
  return new Response(body, { headers: { ...headers, ...size, 'Content-Type': type } })
}

/** A picture cannot carry an Outcome, but whoever looks into the answer finds the problem. */
export function answerProblem(problem: Problem): Response {
  const status = problem.code === 'image-unknown' || problem.code === 'variant-unknown' ? 404 : 502
  return Response.json({ problem, ...explain(problem) }, { status })
}
