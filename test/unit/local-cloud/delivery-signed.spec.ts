import { describe, expect, it } from 'vitest'
import { judgeSignature, signatureOf } from '../../../main/local-cloud/delivery/signature.ts'
import { aClock, aPhoto } from './a-cloud.ts'
import { type ADelivery, aDelivery } from './a-delivery.ts'

/** The test vectors of images-api §4.6. */
const key = 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5='
const pathname = '/Vi7wi5KSItxGFsWRG2Us6Q/083eb7b2-5392-4565-b69e-aff66acddd00/public'
const withExpiry = '0f791a81351025e5b87a46290812bc56020bc02d1207ba90768fcc303f66ccfe'
const without = '5b0d7324383f88592cff9b01a3e59f9f7a54473307ac354fa72e891041013a3e'
const expiry = 1_893_456_000

describe('a signature', () => {
  it('is that of the published algorithm', () => {
    expect(signatureOf(key, pathname, `exp=${expiry}`)).toBe(withExpiry)
    expect(signatureOf(key, pathname, '')).toBe(without)
  })

  it.each([
    ['with the right key among others', `exp=${expiry}&sig=${withExpiry}`, 0, 'valid'],
    ['wherever it stands', `sig=${withExpiry}&exp=${expiry}`, 0, 'valid'],
    ['without an expiry', `sig=${without}`, 0, 'valid'],
    ['in the last millisecond', `exp=${expiry}&sig=${withExpiry}`, expiry * 1000, 'valid'],
    ['a millisecond later', `exp=${expiry}&sig=${withExpiry}`, expiry * 1000 + 1, 'expired'],
    ['not at all', `exp=${expiry}`, 0, 'missing'],
    ['of nothing', `exp=${expiry}&sig=`, 0, 'wrong'],
    ['of another expiry', `exp=${expiry + 1}&sig=${withExpiry}`, 0, 'wrong'],
    ['of a shorter query', `exp=${expiry}&more=1&sig=${withExpiry}`, 0, 'wrong'],
    ['twice', `exp=${expiry}&sig=${withExpiry}&sig=${withExpiry}`, 0, 'wrong'],
    ['in capitals', `exp=${expiry}&sig=${withExpiry.toUpperCase()}`, 0, 'wrong'],
    ['cut short', `exp=${expiry}&sig=${withExpiry.slice(1)}`, 0, 'wrong'],
  ])('given %s is judged', (_how, query, now, kind) => {
    expect(judgeSignature({ pathname, query, keys: ['another', key], now }).kind).toBe(kind)
  })

  it('of an expiry that is no number of seconds is wrong, however well signed', () => {
    const query = 'exp=tomorrow'

    const verdict = judgeSignature({
      pathname,
      query: `${query}&sig=${signatureOf(key, pathname, query)}`,
      keys: [key],
      now: 0,
    })

    expect(verdict.kind).toBe('wrong')
  })
})

describe('a private image', () => {
  it('is shown to who holds a signed link, with any key of the account', async () => {
    const { cloud, clock, id } = await withPrivateImage()

    for (const [i, key] of cloud.keys.entries()) {
      const { status, headers } = await cloud.fetchLink(signed(cloud, id, 'public', key, clock.at / 1000 + 60))

      expect(status, `key ${i}`).toBe(200)
      expect(headers.get('content-type')).toBe('image/jpeg')
    }
    expect(cloud.keys).toHaveLength(2)
  })

  it('is refused without a signature, with a wrong one, and with one that has expired', async () => {
    const { cloud, clock, id } = await withPrivateImage()
    const right = signed(cloud, id, 'public', cloud.keys[0] ?? '', clock.at / 1000 + 60)
    const refusal = (why: string) => ({ status: 403, text: `ERROR 9425: Image access denied: ${why}` })

    const missing = await cloud.get(id, 'public')
    const wrong = await cloud.fetchLink(right.replace(/.$/, last => (last === '0' ? '1' : '0')))
    const elsewhere = await cloud.fetchLink(right.replace('/public?', '/other?'))
    clock.pass(61)
    const expired = await cloud.fetchLink(right)

    expect(missing).toMatchObject(refusal('the image requires a signed URL'))
    expect(wrong).toMatchObject(refusal('the signature is wrong'))
    expect(elsewhere).toMatchObject(refusal('the signature is wrong'))
    expect(expired).toMatchObject(refusal('the signed URL has expired'))
    for (const { headers } of [missing, wrong, elsewhere, expired]) {
      expect(headers.get('cf-resized')).toBe('err=9425')
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  it('is shown to everybody in a variant that never asks for a signature', async () => {
    const { cloud, id } = await withPrivateImage()

    const { status, headers } = await cloud.get(id, 'preview')

    expect(status).toBe(200)
    expect(headers.get('cache-control')).toMatch(/^public, /)
  })

  it('is never shown by options, signed or not', async () => {
    const { cloud, clock, id } = await withPrivateImage()

    const bare = await cloud.get(id, 'w=100')
    const link = await cloud.fetchLink(signed(cloud, id, 'w=100', cloud.keys[0] ?? '', clock.at / 1000 + 60))

    expect(bare).toMatchObject({
      status: 403,
      text: expect.stringMatching(/^ERROR 9425: .*never delivered by options/),
    })
    expect(link.status).toBe(403)
  })

  it('may be kept by its reader alone, and not beyond the life of the link', async () => {
    const { cloud, clock, id } = await withPrivateImage()
    const seconds = clock.at / 1000
    const control = async (expiry: number | null) =>
      (await cloud.fetchLink(signed(cloud, id, 'public', cloud.keys[0] ?? '', expiry))).headers.get('cache-control')

    expect(await control(seconds + 60)).toBe('private, max-age=60')
    expect(await control(seconds)).toBe('private, max-age=0')
    expect(await control(seconds + 10_000_000)).toBe('private, max-age=172800')
    expect(await control(null)).toBe('private, max-age=172800')
  })

  it('is not shown to who only knows its tag', async () => {
    const { cloud, clock, id } = await withPrivateImage()
    const shown = await cloud.fetchLink(signed(cloud, id, 'public', cloud.keys[0] ?? '', clock.at / 1000 + 60))

    const again = await cloud.get(id, 'public', { 'if-none-match': shown.headers.get('etag') ?? '' })

    expect(again.status).toBe(403)
  })
})

describe('a public image', () => {
  it('does not mind a signature it does not need', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await aPhoto())

    const { status, headers } = await cloud.get(id, 'public?exp=1&sig=00')

    expect(status).toBe(200)
    expect(headers.get('cache-control')).toMatch(/^public, /)
  })
})

async function withPrivateImage() {
  const clock = aClock()
  const variants = { preview: { width: 50, alwaysPublic: true }, other: { width: 60 } }
  const cloud = await aDelivery({ now: clock.now, variants })
  const id = await cloud.put(await aPhoto(), { requireSignedURLs: 'true' })
  return { cloud, clock, id }
}

function signed(cloud: ADelivery, id: string, last: string, key: string, expiry: number | null): string {
  const link = new URL(cloud.link(id, last))
  const query = expiry === null ? '' : `exp=${expiry}`
  link.search = [query, `sig=${signatureOf(key, link.pathname, query)}`].filter(part => part !== '').join('&')
  return link.href
}
