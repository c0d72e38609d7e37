import { describe, expect, it } from 'vitest'
import { createNodeDigest } from '../../../../main/adapters/node-digest.ts'
import { inVariant, readDeliveryLink } from '../../../../main/engine/library/delivery-link.ts'
import { signatureOf, signUrl } from '../../../../main/engine/library/sign-url.ts'

const { sign } = createNodeDigest()
const key = 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5='
const path = '/Vi7wi5KSItxGFsWRG2Us6Q/083eb7b2-5392-4565-b69e-aff66acddd00/public'
const signature = '0f791a81351025e5b87a46290812bc56020bc02d1207ba90768fcc303f66ccfe'
const url = (tail = '') => new URL(`https://imagedelivery.net${path}${tail}`)

describe('a signature', () => {
  it('is that of the published vectors (images-api §4.6)', () => {
    expect(signatureOf(path, 'exp=1893456000', key, sign)).toBe(signature)
    expect(signatureOf(path, '', key, sign)).toBe('5b0d7324383f88592cff9b01a3e59f9f7a54473307ac354fa72e891041013a3e')
  })
})

describe('a signed URL', () => {
  const signed = `https://imagedelivery.net${path}?exp=1893456000&sig=${signature}`

  it('carries its end in whole seconds, then the signature', () => {
    expect(signUrl(url(), key, 1_893_456_000_999, sign)).toBe(signed)
  })

  it('replaces an end and a signature it had', () => {
    const old = url('?sig=abc&exp=1#top')

    expect(signUrl(old, key, 1_893_456_000_000, sign)).toBe(signed)
    expect(signUrl(new URL(signed), key, 1_893_456_000_000, sign)).toBe(signed)
  })

  it('keeps what else was asked, as it was written', () => {
    const sent = signUrl(url('?a=%20b&export=1&expires'), key, 1_893_456_000_000, sign)

    expect(sent).toContain('?a=%20b&export=1&expires&exp=1893456000&sig=')
    expect(sent).toContain(signatureOf(path, 'a=%20b&export=1&expires&exp=1893456000', key, sign))
  })

  it('is signed with its path as it is written in it', () => {
    const own = new URL(`https://imagedelivery.net/hash/id%2520x/public`)

    expect(signUrl(own, key, 1_000, sign)).toContain(signatureOf('/hash/id%2520x/public', 'exp=1', key, sign))
  })
})

describe('a delivery link', () => {
  const id = '083eb7b2-5392-4565-b69e-aff66acddd00'

  it.each([
    [`https://imagedelivery.net/hash/${id}/public`, id, 'public'],
    [`https://photos.example/cdn-cgi/imagedelivery/hash/${id}/hero`, id, 'hero'],
    [`http://127.0.0.1:8787/hash/${id}/w=400,fit=cover`, id, 'w=400,fit=cover'],
    ['https://imagedelivery.net/hash/shoot/dune/public', null, 'public'],
    [`https://imagedelivery.net/hash/shoot/${id}/public`, null, 'public'],
    ['https://imagedelivery.net/hash/dune/public', null, 'public'],
  ])('%s is read', (link, image, variant) => {
    expect(readDeliveryLink(link)).toMatchObject({ id: image, variant })
  })

  it.each(['https://example.com', 'https://example.com/a/b', 'https://example.com/a/b/', 'https://example.com//b/c'])(
    '%s is none',
    link => {
      expect(readDeliveryLink(link)).toBeNull()
    },
  )

  it('can be put into another variant', () => {
    expect(inVariant(`https://imagedelivery.net/hash/${id}/public`, 'hero')).toBe(
      `https://imagedelivery.net/hash/${id}/hero`,
    )
  })
})
