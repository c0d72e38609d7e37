import { readFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { wishOf } from '../../../main/local-cloud/delivery/picture/choose-format.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { aDelivery, look } from './a-delivery.ts'
import { anAnimation } from './an-animation.ts'

const heic = new URL('../../../../shared/photos/other-formats/IMG_2927.HEIC', import.meta.url).pathname
const isHere = existsSync(heic)
if (!isHere) console.log('skipped: a real HEIC photo, since ../shared/photos is not beside this checkout')

const accepts = {
  chrome: 'image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8',
  safari: 'image/webp,image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
  old: 'image/png,image/svg+xml,image/*;q=0.8,*/*;q=0.5',
  anything: '*/*',
}

describe('what a reader takes', () => {
  it.each([
    [accepts.chrome, true, true],
    [accepts.safari, false, true],
    [accepts.old, false, false],
    [accepts.anything, false, false],
    [null, false, false],
    ['image/avif;q=0, image/webp;q=0.1', false, true],
    ['IMAGE/AVIF', true, false],
  ])('by %j', (accept, avif, webp) => {
    expect(wishOf(accept)).toEqual({ avif, webp })
  })
})

describe('a variant is delivered', () => {
  it.each([
    ['jpeg', accepts.chrome, 'image/avif'],
    ['jpeg', accepts.safari, 'image/webp'],
    ['jpeg', accepts.anything, 'image/jpeg'],
    ['png', accepts.chrome, 'image/avif'],
    ['png', accepts.old, 'image/png'],
    ['webp', accepts.anything, 'image/webp'],
    ['avif', accepts.chrome, 'image/avif'],
    ['avif', accepts.safari, 'image/webp'],
    ['avif', accepts.anything, 'image/jpeg'],
  ] as const)('of a %s to who takes %s as %s', async (source, accept, type) => {
    const cloud = await aDelivery()
    const id = await cloud.put(
      await sharp(await makePhoto({ seed: 1 }))
        .toFormat(source)
        .toBuffer(),
    )

    const delivered = await cloud.get(id, 'public', { accept })

    expect(delivered.headers.get('content-type')).toBe(type)
    expect(`image/${(await look(delivered)).format.replace('heif', 'avif')}`).toBe(type)
    expect(delivered.headers.get('vary')).toContain('Accept')
  })

  it('as WebP, where AVIF would take too long', async () => {
    const cloud = await aDelivery({ variants: { large: { width: 2000 } } })
    const id = await cloud.put(await makePhoto({ seed: 1, width: 2000, height: 1400 }))

    const large = await cloud.get(id, 'large', { accept: accepts.chrome })
    const only = await cloud.get(id, 'large', { accept: 'image/avif' })
    const asked = await cloud.get(id, 'f=avif')

    expect([large, only, asked].map(one => one.headers.get('content-type'))).toEqual([
      'image/webp',
      'image/jpeg',
      'image/webp',
    ])
  })

  it('each under a tag of its own', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1 }))

    const tags = await Promise.all(
      [accepts.chrome, accepts.safari, accepts.anything].map(async accept =>
        (await cloud.get(id, 'public', { accept })).headers.get('etag'),
      ),
    )

    expect(new Set(tags).size).toBe(3)
  })
})

describe('a JPEG is progressive', () => {
  it.each([
    [640, 480, 'w=600', true],
    [640, 480, 'w=600,f=baseline-jpeg', false],
    [640, 480, 'w=40', false],
    [3100, 3100, 'f=jpeg', false],
  ])('of %i × %i by %s: %j', async (width, height, options, isProgressive) => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1, width, height }))

    expect(await look(await cloud.get(id, options))).toMatchObject({ format: 'jpeg', isProgressive })
  })
})

describe('an animation', () => {
  it.each(['gif', 'webp'] as const)('of type %s stays one: frames, pace and loops', async format => {
    const cloud = await aDelivery({ variants: { small: { fit: 'cover', width: 30, height: 30 } } })
    const id = await cloud.put(await anAnimation({ format, frames: ['red', 'green', 'blue'] }))

    const small = await cloud.get(id, 'small')
    const asWebp = await cloud.get(id, 'small', { accept: accepts.chrome })

    expect(await frames(small.bytes)).toEqual({
      pages: 3,
      size: '30×30',
      delay: [100, 200, 300],
      loop: 2,
      colours: ['red', 'green', 'blue'],
    })
    expect(small.headers.get('content-type')).toBe(`image/${format}`)
    expect(asWebp.headers.get('content-type')).toBe('image/webp')
    expect(await frames(asWebp.bytes)).toMatchObject({ pages: 3, colours: ['red', 'green', 'blue'] })
  })

  it('is turned, mirrored, blurred and bordered frame by frame', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await anAnimation({ frames: ['red', 'green', 'blue'] }))

    for (const options of ['rotate=90', 'rotate=180', 'flip=v', 'blur=40', 'gravity=auto,w=20,h=20,fit=cover']) {
      const { pages, colours } = await frames((await cloud.get(id, options)).bytes)

      expect({ options, pages, colours }).toEqual({ options, pages: 3, colours: ['red', 'green', 'blue'] })
    }
    expect(await frames((await cloud.get(id, 'rotate=90,border.width=5,border.color=white')).bytes)).toMatchObject({
      size: '50×70',
      pages: 3,
    })
  })

  it('becomes a still when asked to, or in a format that knows none', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await anAnimation({ frames: ['red', 'green'] }))

    const still = await cloud.get(id, 'anim=false')
    const jpeg = await cloud.get(id, 'f=jpeg')

    expect((await look(still)).pages ?? 1).toBe(1)
    expect((await frames(still.bytes)).colours).toEqual(['red'])
    expect(await look(jpeg)).toMatchObject({ format: 'jpeg', width: 60, height: 40 })
  })

  it('of more than 50 megapixels is delivered as it is', async () => {
    const cloud = await aDelivery()
    const large = await anAnimation({
      frames: Array.from({ length: 13 }, (_, i) => (i % 2 ? 'red' : 'green')),
      width: 2000,
      height: 2000,
    })
    const id = await cloud.put(large)

    const delivered = await cloud.get(id, 'w=100')
    const still = await look(await cloud.get(id, 'w=100,anim=false'))

    expect(delivered.bytes.equals(large)).toBe(true)
    expect(delivered.headers.get('content-type')).toBe('image/gif')
    expect(still).toMatchObject({ width: 100, height: 100 })
  })
})

describe.runIf(isHere)('a HEIC photo', () => {
  it('is delivered as JPEG, WebP or AVIF, upright', async () => {
    const cloud = await aDelivery({ variants: { small: { width: 400 } } })
    const id = await cloud.put(await readFile(heic))

    const types: (string | null)[] = []
    for (const accept of [accepts.anything, accepts.safari, accepts.chrome]) {
      const delivered = await cloud.get(id, 'small', { accept })
      types.push(delivered.headers.get('content-type'))
      expect(await look(delivered)).toMatchObject({ width: 400, height: 533 })
    }

    expect(types).toEqual(['image/jpeg', 'image/webp', 'image/avif'])
  })
})

/** What an animation shows, frame by frame, each by the colour in its middle. */
async function frames(animation: Buffer) {
  const { data, info } = await sharp(animation, { animated: true })
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const { pages = 1, pageHeight = info.height, delay, loop } = await sharp(animation, { animated: true }).metadata()
  const colours = Array.from({ length: pages }, (_, page) => {
    const at =
      ((page * pageHeight + Math.floor(pageHeight / 2)) * info.width + Math.floor(info.width / 2)) * info.channels
    const pixel = [...data.subarray(at, at + 3)]
    return ['red', 'green', 'blue'][pixel.indexOf(Math.max(...pixel))]
  })
  return { pages, size: `${info.width}×${pageHeight}`, delay, loop, colours }
}
