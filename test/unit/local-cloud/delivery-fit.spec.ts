import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { fitInto } from '../../../main/local-cloud/delivery/picture/fit-into.ts'
import { aDelivery, look } from './a-delivery.ts'

type Sides = [number | null, number | null]
type Row = [fit: Parameters<typeof fitInto>[1], picture: [number, number], box: Sides, output: [number, number]]

/** The worked sizes of images-api §4.3, and what follows from its table. */
const golden: Row[] = [
  ['scale-down', [1080, 720], [500, 500], [500, 333]],
  ['scale-down', [1080, 720], [2000, 2000], [1080, 720]],
  ['scale-down', [1080, 720], [540, null], [540, 360]],
  ['scale-down', [1080, 720], [null, 240], [360, 240]],
  ['scale-down', [1080, 720], [5000, null], [1080, 720]],
  ['contain', [1080, 720], [500, 500], [500, 333]],
  ['contain', [1080, 720], [2000, 2000], [2000, 1333]],
  ['contain', [1080, 720], [2160, null], [2160, 1440]],
  ['cover', [1080, 720], [500, 500], [500, 500]],
  ['cover', [1080, 720], [1500, 1500], [1500, 1500]],
  ['cover', [1080, 720], [2000, null], [2000, 1333]],
  ['crop', [1080, 720], [1296, 1296], [1080, 720]],
  ['crop', [1080, 720], [500, 500], [500, 500]],
  ['crop', [1080, 720], [500, 1000], [500, 720]],
  ['crop', [1080, 720], [5000, null], [1080, 720]],
  ['pad', [1080, 720], [1080, 1080], [1080, 1080]],
  ['pad', [1080, 720], [300, 100], [300, 100]],
  ['pad', [1080, 720], [2160, null], [2160, 1440]],
  ['aspect-crop', [612, 613], [1920, 1120], [612, 357]],
  ['aspect-crop', [1080, 720], [500, 500], [500, 500]],
  ['aspect-crop', [1080, 720], [2000, 2000], [720, 720]],
  ['squeeze', [1080, 720], [1080, 540], [1080, 540]],
  ['squeeze', [1080, 1080], [2000, 100], [2000, 100]],
  ['squeeze', [1080, 720], [null, null], [1080, 720]],
]

describe('a picture fitted into a box', () => {
  it.each(golden)(
    'by %s, of %j into %j, is %j',
    (fit, [width, height], [boxWidth, boxHeight], [outWidth, outHeight]) => {
      const { canvas } = fitInto({ width, height }, fit, { width: boxWidth, height: boxHeight })

      expect(canvas).toEqual({ width: outWidth, height: outHeight })
    },
  )

  it('never gets a side of nothing, a part larger than the whole, or more than its box', () => {
    const side = fc.integer({ min: 1, max: 12_000 })
    const fits = fc.constantFrom('scale-down', 'contain', 'cover', 'crop', 'pad', 'aspect-crop', 'squeeze')

    fc.assert(
      fc.property(fits, side, side, side, side, (fit, width, height, boxWidth, boxHeight) => {
        const { scaled, shown, canvas } = fitInto({ width, height }, fit, { width: boxWidth, height: boxHeight })

        expect(Math.min(shown.width, shown.height)).toBeGreaterThanOrEqual(1)
        expect(shown.width).toBeLessThanOrEqual(Math.min(scaled.width, canvas.width))
        expect(shown.height).toBeLessThanOrEqual(Math.min(scaled.height, canvas.height))
        expect(canvas.width).toBeLessThanOrEqual(boxWidth)
        expect(canvas.height).toBeLessThanOrEqual(boxHeight)
        if (fit === 'scale-down' || fit === 'crop' || fit === 'aspect-crop') {
          expect(scaled.width).toBeLessThanOrEqual(width)
          expect(scaled.height).toBeLessThanOrEqual(height)
        }
      }),
    )
  })
})

describe('a delivered picture', () => {
  it('has these sizes by options', async () => {
    const cloud = await aDelivery()
    const ids = new Map<string, string>()
    for (const [fit, size, [width, height], output] of golden) {
      const id = ids.get(String(size)) ?? (await cloud.put(await plain(size)))
      ids.set(String(size), id)
      const box = [...(width === null ? [] : [`w=${width}`]), ...(height === null ? [] : [`h=${height}`])]

      const picture = await look(await cloud.get(id, [`fit=${fit}`, ...box].join(',')))

      expect([picture.width, picture.height], `${fit} of ${size.join('×')} into ${width}×${height}`).toEqual(output)
    }
  })

  it('has these sizes by named variants', async () => {
    const named = golden.filter(([fit]) => fit !== 'aspect-crop' && fit !== 'squeeze')
    const variants = Object.fromEntries(
      named.map(([fit, , [width, height]], i) => [
        `v${i}`,
        { fit: fit as 'cover', ...(width !== null && { width }), ...(height !== null && { height }) },
      ]),
    )
    const cloud = await aDelivery({ variants })
    const id = await cloud.put(await plain([1080, 720]))

    for (const [i, [fit, , box, output]] of named.entries()) {
      const picture = await look(await cloud.get(id, `v${i}`))

      expect([picture.width, picture.height], `${fit} into ${box.join('×')}`).toEqual(output)
    }
  })

  it('covering a box of one side comes with a warning', async () => {
    const cloud = await aDelivery({
      variants: { half: { fit: 'cover', width: 100 }, full: { fit: 'cover', width: 100, height: 100 } },
    })
    const id = await cloud.put(await plain([300, 200]))

    const half = await cloud.get(id, 'half')
    const full = await cloud.get(id, 'full')

    expect(half.headers.get('warning')).toBe('cf-images 299 "cover fit mode needs both width and height"')
    expect(await look(half)).toMatchObject({ width: 100, height: 67 })
    expect(full.headers.get('warning')).toBeNull()
  })

  it('is scaled before it is cropped: cover shows the middle, and all of the shorter side', async () => {
    const cloud = await aDelivery({ variants: { square: { fit: 'cover', width: 60, height: 60 } } })
    const id = await cloud.put(await threeStripes())

    const pixels = await sharp((await cloud.get(id, 'square')).bytes)
      .raw()
      .toBuffer()

    expect(nearest(pixels.subarray(0, 3))).toBe('green')
    expect(nearest(pixels.subarray(-3))).toBe('green')
  })

  it('is padded with white, and not distorted', async () => {
    const cloud = await aDelivery({ variants: { framed: { fit: 'pad', width: 60, height: 60 } } })
    const id = await cloud.put(await threeStripes())

    const pixels = await sharp((await cloud.get(id, 'framed')).bytes)
      .raw()
      .toBuffer()
    const at = (x: number, y: number) => pixels.subarray((y * 60 + x) * 3, (y * 60 + x) * 3 + 3)

    expect([...at(30, 3)].every(value => value > 250)).toBe(true)
    expect([...at(30, 56)].every(value => value > 250)).toBe(true)
    expect([5, 30, 55].map(x => nearest(at(x, 30)))).toEqual(['red', 'green', 'blue'])
  })

  it('that would become too large, or nothing, is refused', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await plain([300, 20]))

    const large = await cloud.get(id, 'fit=contain,w=9000,dpr=2')
    const nothing = await cloud.get(id, 'trim=10;0;10;0')
    const thin = await look(await cloud.get(id, 'w=5'))

    expect([large.status, large.headers.get('cf-resized')]).toEqual([403, 'err=9413'])
    expect(large.text).toBe(
      'ERROR 9413: Could not resize the image: The image enlarged too much: 18000×1200, but maximum dimension allowed is 12000',
    )
    expect(nothing.text).toBe('ERROR 9413: Could not resize the image: The image has width or height of size 0')
    expect([thin.width, thin.height]).toEqual([5, 1])
  })
})

const plain = ([width, height]: [number, number]) =>
  sharp({ create: { width, height, channels: 3, background: '#678' } })
    .jpeg()
    .toBuffer()

/** Red, green and blue beside each other, 180 × 60. */
const threeStripes = () =>
  sharp(Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255]), { raw: { width: 3, height: 1, channels: 3 } })
    .resize(180, 60, { kernel: 'nearest', fit: 'fill' })
    .png()
    .toBuffer()

const nearest = (pixel: Uint8Array) => ['red', 'green', 'blue'][pixel.indexOf(Math.max(...pixel))]
