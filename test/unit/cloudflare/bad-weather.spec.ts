import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aPhoto, aPicture, aWorld, connect, forEver, photoOf, plain, valueOf } from './local-world.ts'

const signal = forEver()
const nothing = () => undefined

describe('an account at the local cloud in bad weather', () => {
  it('costs one management call per photo', async () => {
    await using world = await aWorld()
    const photo = await aPhoto('dune.jpg')

    const reservation = valueOf(await world.api.reserve(plain, signal))
    await world.api.send(photo, reservation, signal, nothing, nothing)

    expect(world.cloud.calls()).toEqual({ 'POST direct_upload': 1, 'POST upload': 1 })
  })

  it('stores exactly the bytes of the photo under its name', async () => {
    await using world = await aWorld()
    const bytes = await aPicture()

    await world.deliver(photoOf('dune ü.jpg', bytes))

    expect(world.cloud.images()).toMatchObject([
      {
        filename: 'dune ü.jpg',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        draft: false,
      },
    ])
  })

  it.each([
    ['rate-limit:1,retry-after=7', { code: 'rate-limited', retryAfterMs: 7_000 }],
    ['rate-limit:1', { code: 'rate-limited', retryAfterMs: null }],
    ['error:1,status=503,on=api', { code: 'service-trouble', status: 503, apiCode: 5503 }],
    ['error:1,status=408,on=api', { code: 'service-trouble', status: 408, apiCode: 5408 }],
  ])('tells %s', async (fault, problem) => {
    await using world = await aWorld()
    world.fault(fault)

    expect(await world.api.reserve(plain, signal)).toMatchObject({ ok: false, problem })
    expect(world.cloud.calls()['POST direct_upload']).toBe(1)
  })

  it('knows what arrived when the reply is lost', async () => {
    await using world = await aWorld()
    const reservation = valueOf(await world.api.reserve(plain, signal))
    world.fault('lose-reply:1,times=1')

    const outcome = await world.api.send(await aPhoto('dune.jpg'), reservation, signal, nothing, nothing)

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'line-cut' } })
    expect(await world.api.ask(reservation.imageId, signal)).toMatchObject({ value: { kind: 'image' } })
  })

  it('knows that nothing arrived when the line is cut', async () => {
    await using world = await aWorld()
    const reservation = valueOf(await world.api.reserve(plain, signal))
    world.fault('cut:1,at=40,times=1')

    const outcome = await world.api.send(
      photoOf('dune.jpg', await aPicture(1_200)),
      reservation,
      signal,
      nothing,
      nothing,
    )

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'line-cut' } })
    expect(await world.api.ask(reservation.imageId, signal)).toEqual({ ok: true, value: { kind: 'draft' } })
  })

  it('asks for a new URL when one has expired', async () => {
    let now = Date.now()
    await using world = await aWorld({ now: () => now })
    const reservation = valueOf(await world.api.reserve(plain, signal))
    now += 31 * 60_000

    const outcome = await world.api.send(await aPhoto('dune.jpg'), reservation, signal, nothing, nothing)

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'upload-url-refused' } })
    expect(await world.api.ask(reservation.imageId, signal)).toEqual({ ok: true, value: { kind: 'absent' } })
  })

  it('gives up on an answer that does not come', async () => {
    await using world = await aWorld({}, 100)
    const reservation = valueOf(await world.api.reserve(plain, signal))
    world.fault('latency:5000')

    const outcome = await world.api.send(await aPhoto('dune.jpg'), reservation, signal, nothing, nothing)

    expect(outcome).toEqual({ ok: false, problem: { code: 'reply-late', quietMs: 100 } })
  })

  it('names the permission a token lacks', async () => {
    await using world = await aWorld({ readOnlyToken: 'may-only-read' })
    const reader = connect({ ...world.access, token: 'may-only-read' })

    expect(await reader.use(signal)).toMatchObject({ ok: true })
    expect(await reader.reserve(plain, signal)).toEqual({
      ok: false,
      problem: { code: 'token-rejected', profile: 'studio', needs: 'Account · Cloudflare Images · Edit' },
    })
    await reader.close()
  })

  it('moves a long run to the batch host, whose budget is its own', async () => {
    await using world = await aWorld({ rateLimit: { quota: 50, windowSeconds: 300 } })

    for (let photo = 0; photo < 80; photo += 1) valueOf(await world.api.reserve(plain, signal))

    expect(world.cloud.calls()).toEqual({ 'POST direct_upload': 80, 'GET batch_token': 1 })
    expect(world.told.admitted).toContain('batch')
    expect(world.told.remaining('account')).toBeGreaterThan(10)
    expect(world.told.remaining('batch')).toBeDefined()
  })
})
