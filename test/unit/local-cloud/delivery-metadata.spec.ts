import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import readExif from 'exif-reader'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { openExif } from '../../../main/local-cloud/delivery/metadata/exif-block.ts'
import { readCredits } from '../../../main/local-cloud/delivery/metadata/read-credits.ts'
import { makeExif, makeIptc, withSegments } from '../../fixtures/make-exif.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { type Delivered, aDelivery } from './a-delivery.ts'

const photos = new URL('../../../../shared/photos/', import.meta.url).pathname
const isHere = existsSync(photos)
if (!isHere) console.log('skipped: real photos with positions, since ../shared/photos is not beside this checkout')

const artist = 'Jäne Doe (Studio)'
const copyright = '© 2026 Jäne Doe'
const position = [47.5, 8.25] as const
const thumbnail = Buffer.from('a thumbnail that shows what was cut off')

describe('of the metadata of a JPEG', () => {
  it.each([true, false])(
    'all is kept by “keep”, as it was but for what rendering changes (big-endian: %j)',
    async isBig => {
      const { cloud, id } = await withPhoto({ isBig })

      const delivered = await cloud.get(id, 'metadata=keep,w=100')
      const exif = await exifOf(delivered)

      expect(exif?.GPSInfo?.GPSLatitude).toEqual([47, 30, 0])
      expect(exif?.Image?.Orientation).toBe(1)
      expect(exif?.Photo).toMatchObject({ PixelXDimension: 100, PixelYDimension: 133 })
      expect(delivered.bytes.includes(artist)).toBe(true)
      expect(delivered.bytes.includes(copyright)).toBe(true)
      expect(delivered.bytes.includes(thumbnail)).toBe(false)
      expect(exif?.Thumbnail).toBeUndefined()
    },
  )

  it('only who made it and who owns it is kept by “copyright”, letter by letter', async () => {
    const { cloud, id } = await withPhoto()

    for (const options of ['metadata=copyright,w=100', 'w=100', 'f=jpeg', 'w=100,brightness=1.1']) {
      const delivered = await cloud.get(id, options)
      const exif = await exifOf(delivered)

      expect(delivered.bytes.includes(`${artist}\0`), options).toBe(true)
      expect(delivered.bytes.includes(`${copyright}\0`), options).toBe(true)
      expect(exif?.GPSInfo).toBeUndefined()
      expect(Object.keys(exif?.Image ?? {})).toEqual(['Artist', 'Copyright'])
      expect(delivered.bytes.includes(thumbnail)).toBe(false)
    }
  })

  it('nothing is kept by “none”, nor in other formats', async () => {
    const { cloud, id } = await withPhoto()

    for (const options of ['metadata=none', 'metadata=keep,f=webp', 'metadata=keep,f=avif']) {
      const { exif, xmp, iptc, icc } = await sharp((await cloud.get(id, options)).bytes).metadata()

      expect({ options, exif, xmp, iptc, icc }).toEqual({ options })
    }
  })

  it('named variants keep what they say, and nothing unless they say so', async () => {
    const variants = {
      all: { metadata: 'keep', width: 50 },
      credit: { metadata: 'copyright', width: 50 },
      bare: { width: 50 },
    } as const
    const { cloud, id } = await withPhoto({}, variants)

    const [all, credit, bare] = await Promise.all(
      ['all', 'credit', 'bare'].map(async name => exifOf(await cloud.get(id, name))),
    )

    expect(all?.GPSInfo?.GPSLongitude).toEqual([8, 15, 0])
    expect(Object.keys(credit?.Image ?? {})).toEqual(['Artist', 'Copyright'])
    expect(credit?.GPSInfo).toBeUndefined()
    expect(bare).toBeNull()
  })

  it('the credits come from its IPTC fields where its EXIF has none', async () => {
    const cloud = await aDelivery()
    const iptc = makeIptc({ 80: 'Bo Å', 90: 'Zürich', 116: '© Bo' })
    const id = await cloud.put(withSegments(await makePhoto({ seed: 1 }), { iptc }))

    const { bytes } = await cloud.get(id, 'w=100')

    expect(bytes.includes('Bo Å\0')).toBe(true)
    expect(bytes.includes('© Bo\0')).toBe(true)
    expect(bytes.includes('Zürich')).toBe(false)
  })

  it('a photo without any gets none', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1 }))

    expect(await exifOf(await cloud.get(id, 'w=100,metadata=keep'))).toBeNull()
    expect(await exifOf(await cloud.get(id, 'w=100'))).toBeNull()
  })

  it('that of another format is carried into a JPEG', async () => {
    const cloud = await aDelivery()
    const jpeg = withSegments(await makePhoto({ seed: 1 }), { exif: makeExif({ copyright: 'Jane', position }) })
    const id = await cloud.put(await sharp(jpeg).keepExif().webp().toBuffer())

    const kept = await exifOf(await cloud.get(id, 'f=jpeg,metadata=keep'))

    expect(kept?.Image?.Copyright).toBe('Jane')
    expect(kept?.GPSInfo?.GPSLatitude).toEqual([47, 30, 0])
  })
})

describe('broken metadata', () => {
  it('is read without failing, whatever it claims', () => {
    const block = makeExif({ artist, copyright, position, thumbnail, size: [1, 1], orientation: 6 })

    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(block.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.nat(block.length),
        (changes, length) => {
          const broken = Buffer.from(block.subarray(0, length))
          for (const [at, value] of changes) if (at < length) broken[at] = value
          const size = { width: 10, height: 10 }

          expect(openExif(broken)?.asRendered(size).length ?? length).toBe(length)
          expect(readCredits({ exif: broken, iptc: broken })).toBeDefined()
        },
      ),
    )
  })

  it('does not keep a photo from being delivered', async () => {
    const cloud = await aDelivery()
    const exif = Buffer.concat([makeExif({ artist }).subarray(0, 20), Buffer.alloc(50, 0xff)])
    const id = await cloud.put(withSegments(await makePhoto({ seed: 1 }), { exif }))

    expect((await cloud.get(id, 'w=100,metadata=keep')).status).toBe(200)
    expect((await cloud.get(id, 'w=100')).status).toBe(200)
  })
})

describe.runIf(isHere)('real photos', () => {
  it.each(['Apple iPhone 6.jpg', 'Nexus 4.jpg', 'Nokia Lumia 800.jpg'])(
    'lose their position unless all is kept: %s',
    async name => {
      const cloud = await aDelivery()
      const id = await cloud.put(await readFile(`${photos}shoot/${name}`))

      const [kept, credit, none] = await Promise.all(
        ['keep', 'copyright', 'none'].map(async mode => exifOf(await cloud.get(id, `w=200,metadata=${mode}`))),
      )

      expect(kept?.GPSInfo?.GPSLatitude).toHaveLength(3)
      expect(credit?.GPSInfo).toBeUndefined()
      expect(none).toBeNull()
    },
  )

  it('keep their by-line and copyright', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await readFile(`${photos}shoot/Canon EOS 7D.jpg`))

    const exif = await exifOf(await cloud.get(id, 'w=200'))

    expect(exif?.Image?.Artist).toContain('Bemmann')
  })
})

async function withPhoto(wish: Partial<Parameters<typeof makeExif>[0]> = {}, variants = {}) {
  const cloud = await aDelivery({ variants })
  const exif = makeExif({ artist, copyright, position, thumbnail, orientation: 6, size: [400, 300], ...wish })
  const iptc = makeIptc({ 80: 'not this one', 90: 'Zürich' })
  const id = await cloud.put(withSegments(await makePhoto({ seed: 1, width: 400, height: 300 }), { exif, iptc }))
  return { cloud, id }
}

async function exifOf({ bytes }: Delivered) {
  const { exif } = await sharp(bytes).metadata()
  return exif ? readExif(exif) : null
}
