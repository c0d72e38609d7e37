import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ImagesApi, Order, Photo } from '../../main/engine/ports.ts'
import { cloudflareBaseUrl, type Reservation } from '../../preload/contract/index.ts'
import {
  aLocalCloud,
  aPhoto,
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
  const reservations: Reservation[] = []

  beforeAll(async () => {
    place = await start()
    api = connect(place.access)
    photo = await aPhoto('dune "high" ü.jpg')
  })

  afterAll(async () => {
    const discarded = []
    for (const { imageId } of reservations) discarded.push(await api.discard(imageId, signal))
    await api.close()
    await place.close()

    expect(discarded.filter(outcome => !outcome.ok)).toEqual([])
  })

  async function reserved(order: Order = plain) {
    const reservation = valueOf(await api.reserve(order, signal))
    reservations.push(reservation)
    return reservation
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
    const reservation = await reserved({ sending: { private: true, creator: 'ada', tags: {} }, metadata })
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

async function sidesBehind(link: string | undefined) {
  const answer = await fetch(link ?? '')
  if (!answer.ok) return answer.status
  const { width, height } = await sharp(await answer.arrayBuffer()).metadata()
  return [width, height]
}
