import { randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImageList, ImagesApi, Order, Photo } from '../../main/engine/ports.ts'
import { cloudflareBaseUrl, type Image, type Reservation, type Variant } from '../../preload/contract/index.ts'
import {
  aLocalCloud,
  aPhoto,
  aPicture,
  bytesOf,
  connect,
  forEver,
  photoOf,
  plain,
  valueOf,
  type Place,
} from '../unit/cloudflare/local-world.ts'

const signal = forEver()
const nothing = () => undefined

/** The agreement holds for the local cloud always, and for the real service where the environment names an account. */
const { CLOUDFLARE_ACCOUNT_ID: accountId, CLOUDFLARE_API_TOKEN: token } = process.env
const places: [string, () => Promise<Place>][] = [['the local cloud', aLocalCloud]]
if (accountId !== undefined && token !== undefined) {
  places.push([
    'Cloudflare',
    async () => ({ access: { accountId, token, baseUrl: cloudflareBaseUrl }, close: async () => {} }),
  ])
}

describe.each(places)('an account at %s', (_name, start) => {
  let place: Place
  let api: ImagesApi
  let photo: Photo
  /** Everything made here, so that nothing of it stays. */
  const made = { images: new Set<string>(), variants: new Set<string>(), keys: new Set<string>() }

  beforeAll(async () => {
    place = await start()
    api = connect(place.access)
    photo = await aPhoto('dune "high" ü.jpg')
  })

  afterAll(async () => {
    const gone = []
    for (const id of made.images) gone.push(await api.discard(id, signal))
    for (const id of made.variants) gone.push(await api.deleteVariant(id, signal))
    for (const name of made.keys) gone.push(await api.deleteKey(name, signal))
    await api.close()
    await place.close()

    expect(gone.filter(outcome => !outcome.ok && !outcome.problem.code.endsWith('-unknown'))).toEqual([])
  })

  async function reserved(order: Order = plain) {
    const reservation = valueOf(await api.reserve(order, signal))
    made.images.add(reservation.imageId)
    return reservation
  }
  async function created(order: Partial<Order> = {}, what = photo): Promise<Image> {
    const image = valueOf(await api.create({ kind: 'file', photo: what }, { ...plain, ...order }, signal))
    made.images.add(image.id)
    return image
  }
  const send = (reservation: Reservation, what = photo) => api.send(what, reservation, signal, nothing, nothing)

  it('tells how many images there are', async () => {
    const use = valueOf(await api.use(signal))

    expect(use.current).toBeGreaterThanOrEqual(0)
    expect(use.allowed).toBeGreaterThan(0)
  })

  it('takes one photo from reservation to a link that works, and back', async () => {
    const before = Date.now()
    const reservation = await reserved()
    expect(reservation.expiresAt).toBeGreaterThanOrEqual(before + 1_700_000)
    expect(await api.ask(reservation.imageId, signal)).toEqual({ ok: true, value: { kind: 'draft' } })

    const image = valueOf(await send(reservation))
    expect(image).toMatchObject({ id: reservation.imageId, private: false })
    expect(image.links.length).toBeGreaterThan(0)
    expect(valueOf(await api.ask(image.id, signal))).toMatchObject({ kind: 'image', image: { id: image.id } })
    await expect.poll(() => sidesBehind(image.links[0]), { timeout: 20_000 }).toEqual([64, 48])

    expect(await api.discard(image.id, signal)).toEqual({ ok: true, value: undefined })
    expect(await api.ask(image.id, signal)).toEqual({ ok: true, value: { kind: 'absent' } })
    expect(await api.discard(image.id, signal)).toEqual({ ok: true, value: undefined })
  })

  it('keeps what the order says', async () => {
    const metadata = { shoot: 'dünes', nr: 7 }
    const reservation = await reserved({ sending: { private: true, creator: 'ada' }, metadata })
    await send(reservation)

    const asked = valueOf(await api.ask(reservation.imageId, signal))

    expect(asked).toMatchObject({ kind: 'image', image: { private: true, creator: 'ada', metadata } })
    expect(asked.kind === 'image' && Math.abs(asked.image.uploadedAt - Date.now())).toBeLessThan(600_000)
  })

  it('takes an upload URL once', async () => {
    const reservation = await reserved()
    expect((await send(reservation)).ok).toBe(true)

    expect(await send(reservation)).toMatchObject({ ok: false, problem: { code: 'upload-url-refused' } })
  })

  it('refuses what is no picture, and keeps none of it', async () => {
    const reservation = await reserved()

    const outcome = await send(
      reservation,
      photoOf('text.jpg', Buffer.from('these are words, not a picture. '.repeat(40))),
    )

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'photo-refused' } })
    expect(await api.ask(reservation.imageId, signal)).not.toMatchObject({ value: { kind: 'image' } })
  })

  it('reserves under an id of our own, for as long as we say', async () => {
    const [id, expiresAt] = [ownId(), Date.now() + 600_000]
    made.images.add(id)

    const reservation = valueOf(await api.reserve({ ...plain, id }, signal, expiresAt))

    expect(reservation).toMatchObject({ imageId: id, expiresAt })
    expect(valueOf(await send(reservation))).toMatchObject({ id, private: false })
  })

  it('takes a photo in one call and gives back its very bytes', async () => {
    const bytes = await aPicture(240)
    const metadata = { shoot: 'dünes', deep: { nr: 7 } }

    const image = await created({ sending: { private: false, creator: 'ada' }, metadata }, photoOf('dune ü.jpg', bytes))

    expect(image).toMatchObject({ filename: 'dune ü.jpg', private: false, creator: 'ada', metadata })
    const original = valueOf(await api.original(image.id, signal))
    expect(original).toMatchObject({ type: 'image/jpeg', bytes: bytes.length })
    expect((await bytesOf(original)).equals(bytes)).toBe(true)
  })

  it('takes an id of our own once, and never for a private image', async () => {
    const id = ownId()
    await created({ id })
    const again = (order: Partial<Order>) => api.create({ kind: 'file', photo }, { ...plain, ...order }, signal)

    expect(await again({ id })).toEqual({ ok: false, problem: { code: 'image-exists', imageId: id } })
    expect(await api.edit(id, { private: true }, signal)).toEqual({
      ok: false,
      problem: { code: 'custom-id-public', imageId: id },
    })
    const uuid = randomUUID()
    expect(await again({ id: uuid })).toMatchObject({
      ok: false,
      problem: { code: 'custom-id-refused', imageId: uuid },
    })
  })

  it('refuses an address that gives no picture', async () => {
    const url = 'http://127.0.0.1:1/dune.jpg'

    const outcome = await api.create({ kind: 'url', url }, plain, signal)

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'source-unreachable', url } })
  })

  it('finds by creator and metadata, page by page, in either order', async () => {
    const run = randomUUID()
    const sending = { private: false, creator: run }
    const ids: string[] = []
    for (let nr = 0; nr < 12; nr += 1) ids.push((await created({ sending, metadata: { run, nr, deep: { nr } } })).id)
    const all: ImageList = {
      filters: [{ field: 'run', operator: 'eq:string', value: run }],
      order: 'newest',
      limit: 10,
    }
    const found = async (choice: Partial<ImageList> = {}) => {
      const images: string[] = []
      for (let after: string | null | undefined; after !== null;) {
        const page = valueOf(await api.list({ ...all, ...choice, ...(after && { after }) }, signal))
        images.push(...page.images.map(({ id }) => id))
        after = page.next
      }
      return images
    }
    const few: ImageList['filters'] = [...all.filters, { field: 'deep.nr', operator: 'lt:number', value: '3' }]

    await expect.poll(async () => (await found()).toSorted(), { timeout: 20_000 }).toEqual(ids.toSorted())
    expect(await found({ order: 'oldest' })).toEqual((await found()).toReversed())
    expect((await found({ filters: few })).toSorted()).toEqual(ids.slice(0, 3).toSorted())
    expect((await found({ filters: [], creator: run })).toSorted()).toEqual(ids.toSorted())
    expect(await found({ creator: null })).toEqual([])
    expect(
      valueOf(await api.listV1({ creator: run, page: 1, perPage: 100 }, signal))
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted())
  })

  it('changes what an image says of itself, and leaves the rest', async () => {
    const { id } = await created({ sending: { private: false, creator: 'ada' }, metadata: { old: 1 } })

    expect(valueOf(await api.edit(id, { metadata: { new: 2 } }, signal))).toMatchObject({
      id,
      creator: 'ada',
      metadata: { new: 2 },
    })
    expect(valueOf(await api.edit(id, { creator: null }, signal))).toMatchObject({
      id,
      creator: null,
      metadata: { new: 2 },
    })
  })

  it('gives an image another id when its access changes', async () => {
    const { id } = await created({ metadata: { nr: 7 } })

    const hidden = valueOf(await api.edit(id, { private: true }, signal))
    made.images.add(hidden.id)
    expect(hidden).toMatchObject({ private: true, metadata: { nr: 7 } })
    expect(hidden.id).not.toBe(id)
    expect(await api.ask(id, signal)).toEqual({ ok: true, value: { kind: 'absent' } })

    const shown = valueOf(await api.edit(hidden.id, { private: false }, signal))
    made.images.add(shown.id)
    expect(shown).toMatchObject({ private: false, metadata: { nr: 7 } })
    expect(valueOf(await api.ask(shown.id, signal))).toMatchObject({ kind: 'image', image: { private: false } })
  })

  it('does not know what is not there', async () => {
    const id = randomUUID()
    const unknown = { ok: false, problem: { code: 'image-unknown', imageId: id } }

    expect(await api.ask(id, signal)).toEqual({ ok: true, value: { kind: 'absent' } })
    expect(await api.edit(id, { metadata: {} }, signal)).toEqual(unknown)
    expect(await api.original(id, signal)).toEqual(unknown)
  })

  it('keeps a variant from creation to its end', async () => {
    const options = {
      fit: 'cover',
      width: 40,
      height: 30,
      metadata: 'none',
      blur: null,
      browserTtlSeconds: null,
    } as const
    const variant: Variant = { id: `hotfolder${randomBytes(4).toString('hex')}`, options, alwaysPublic: false }
    const { id } = variant
    made.variants.add(id)

    expect(await api.createVariant(variant, signal)).toEqual({ ok: true, value: variant })
    expect(await api.createVariant(variant, signal)).toEqual({
      ok: false,
      problem: { code: 'variant-exists', variant: id },
    })
    const changed: Variant = { id, options: { ...options, fit: 'contain', width: 50 }, alwaysPublic: true }
    expect(await api.editVariant(changed, signal)).toEqual({ ok: true, value: changed })
    expect(await api.variant(id, signal)).toEqual({ ok: true, value: changed })
    const variants = valueOf(await api.variants(signal))
    expect(variants[0]?.id).toBe('public')
    expect(variants).toContainEqual(changed)

    expect(await api.deleteVariant(id, signal)).toEqual({ ok: true, value: undefined })
    made.variants.delete(id)
    expect(await api.deleteVariant(id, signal)).toEqual({
      ok: false,
      problem: { code: 'variant-unknown', variant: id },
    })
    expect(await api.variant(id, signal)).toEqual({ ok: false, problem: { code: 'variant-unknown', variant: id } })
  })

  it('keeps a signing key from creation to its end', async () => {
    const name = `hf${randomBytes(4).toString('hex')}`
    const before = valueOf(await api.keys(signal))
    made.keys.add(name)

    const created = valueOf(await api.createKey(name, signal))
    expect(created.find(key => key.name === name)?.value).toMatch(/./)
    expect(valueOf(await api.keys(signal))).toEqual(expect.arrayContaining(created))

    expect(
      valueOf(await api.deleteKey(name, signal))
        .map(key => key.name)
        .toSorted(),
    ).toEqual(before.map(key => key.name).toSorted())
    made.keys.delete(name)
    expect(await api.deleteKey(name, signal)).toEqual({
      ok: false,
      problem: { code: 'signing-key-unknown', key: name },
    })
  })

  it('says that a token is no good', async () => {
    const stranger = connect({ ...place.access, token: 'x'.repeat(40) })

    expect(await stranger.use(signal)).toMatchObject({ ok: false, problem: { code: 'token-rejected', needs: null } })
    await stranger.close()
  })

  it('does not open another account', async () => {
    const stranger = connect({ ...place.access, accountId: 'f'.repeat(32) })

    const outcome = await stranger.use(signal)

    expect(outcome.ok ? 'opened' : outcome.problem.code).toMatch(/^(account-unknown|token-rejected)$/)
    await stranger.close()
  })
})

const ownId = () => `hotfolder agreement/${randomUUID()}/ü 100%`

async function sidesBehind(link: string | undefined) {
  const answer = await fetch(link ?? '')
  if (!answer.ok) return answer.status
  const { width, height } = await sharp(await answer.arrayBuffer()).metadata()
  return [width, height]
}
