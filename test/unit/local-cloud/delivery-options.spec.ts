import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { type ADelivery, aDelivery, look } from './a-delivery.ts'
import { anAnimation } from './an-animation.ts'

describe('options in the URL', () => {
  it('are refused while they are switched off', async () => {
    const cloud = await aDelivery({ settings: { flexible_variants: false } })
    const id = await cloud.put(await flat('#808080'))

    const { status, text } = await cloud.get(id, 'w=10')

    expect([status, text]).toEqual([403, 'ERROR 9429: Flexible variants are not enabled for the account'])
  })

  it('may be written short or long, and encoded in part or as a whole', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1, width: 300, height: 200 }))

    const written = [
      'w=30,h=30,fit=cover,f=webp',
      'width=30,height=30,fit=cover,format=webp',
      'w%3D30%2Ch%3D30%2Cfit%3Dcover%2Cf%3Dwebp',
    ]
    const delivered = await Promise.all(written.map(last => cloud.get(id, last)))

    for (const one of delivered) expect(await look(one)).toMatchObject({ width: 30, height: 30, format: 'webp' })
    expect(new Set(delivered.map(one => one.headers.get('etag'))).size).toBe(1)
  })
})

describe('gravity decides what is cut off', () => {
  it.each([
    ['g=left', 'red'],
    ['g=right', 'blue'],
    ['g=top', 'green'],
    ['g=bottom', 'green'],
    ['g=0x1', 'red'],
    ['g=1x0.5', 'blue'],
    ['g=0.5x0.5', 'green'],
    ['g=0.9x0', 'blue'],
  ])('%s', async (gravity, seen) => {
    const cloud = await aDelivery()
    const id = await cloud.put(await stripes())

    expect(await middle(cloud, id, `fit=cover,w=40,h=40,${gravity}`)).toBe(seen)
  })

  it('by what strikes the eye, when asked to', async () => {
    const cloud = await aDelivery()
    const spot = await sharp({ create: { width: 20, height: 20, channels: 3, background: 'red' } })
      .png()
      .toBuffer()
    const dull = sharp({ create: { width: 300, height: 60, channels: 3, background: '#556655' } })
    const id = await cloud.put(
      await dull
        .composite([{ input: spot, left: 250, top: 20 }])
        .png()
        .toBuffer(),
    )

    expect(await middle(cloud, id, 'fit=cover,w=60,h=60,g=auto')).toBe('red')
    expect(await middle(cloud, id, 'fit=cover,w=60,h=60')).not.toBe('red')
  })
})

describe('pixels', () => {
  it.each([
    ['dpr=2,w=50,h=50', [100, 67]],
    ['dpr=2,w=200', [300, 200]],
    ['dpr=1.5,w=50', [75, 50]],
    ['dpr=2,trim=10;10;10;10', [260, 160]],
    ['dpr=2,border.width=5', [320, 220]],
    ['border.width=5,border.left=0', [305, 210]],
    ['border.top=7', [300, 207]],
  ])('count as many times as dpr says: %s', async (options, size) => {
    const { cloud, id } = await withPicture()
    const { width, height } = await look(await cloud.get(id, options))

    expect([width, height]).toEqual(size)
  })
})

describe('light and colour', () => {
  it.each([
    ['brightness=0.5', 'f=webp,q=100', [64, 64, 64]],
    ['brightness=2', 'f=webp,q=100', [255, 255, 255]],
    ['brightness=0', 'f=webp,q=100', [128, 128, 128]],
    ['contrast=2', 'f=webp,q=100', [128, 128, 128]],
    ['gamma=2', 'f=webp,q=100', [181, 181, 181]],
    ['gamma=0.5', 'f=webp,q=100', [64, 64, 64]],
    ['gamma=5,brightness=0.2', 'f=webp,q=100', [161, 161, 161]],
  ])('change by %s', async (option, format, pixel) => {
    const cloud = await aDelivery()
    const id = await cloud.put(await flat('#808080'))

    expect(await pixelOf(cloud, id, `${option},${format}`)).toEqual(pixel)
  })

  it('spread around the middle by contrast, and leave what is transparent so', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(
      await sharp({ create: { width: 9, height: 9, channels: 4, background: { r: 100, g: 150, b: 128, alpha: 0.5 } } })
        .png()
        .toBuffer(),
    )

    const [r = 0, g = 0, b = 0, alpha] = await pixelOf(cloud, id, 'contrast=2')

    expect([Math.abs(r - 72) <= 1, Math.abs(g - 172) <= 1, Math.abs(b - 128) <= 1, alpha]).toEqual([
      true,
      true,
      true,
      128,
    ])
  })

  it('go with saturation', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await flat('#a05050'))

    const [r = 0, g = 0, b = 0] = await pixelOf(cloud, id, 'saturation=0')
    const [more = 0, , less = 0] = await pixelOf(cloud, id, 'saturation=1.5')

    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThanOrEqual(2)
    expect(more - less).toBeGreaterThan(0xa0 - 0x50 + 10)
  })
})

describe('detail', () => {
  it('goes with blur and grows with sharpen', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 3, width: 300, height: 200, format: 'png' }))
    const sharpness = async (options: string) => (await sharp((await cloud.get(id, options)).bytes).stats()).sharpness

    const plain = await sharpness('f=auto')

    expect(await sharpness('blur=3')).toBeLessThan(plain)
    expect(await sharpness('blur=250')).toBeLessThan(await sharpness('blur=3'))
    expect(await sharpness('sharpen=3')).toBeGreaterThan(plain)
  })

  it('goes with quality, in numbers or words', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 3, width: 300, height: 200, quality: 98 }))
    const bytes = async (options: string) => (await cloud.get(id, options)).bytes.length

    for (const format of ['jpeg', 'webp', 'avif']) {
      const sizes = await Promise.all(
        ['q=10', 'q=low', 'q=medium-low', 'q=medium-high', 'q=high', 'q=100'].map(q => bytes(`${q},f=${format}`)),
      )
      expect(sizes, format).toEqual(sizes.toSorted((a, b) => a - b))
    }
  })

  it('of a PNG may shrink to a palette when a quality is asked for', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 3, width: 60, height: 40, format: 'png' }))

    expect((await look(await cloud.get(id, 'w=50'))).isPalette).toBe(false)
    expect((await look(await cloud.get(id, 'w=50,q=80'))).isPalette).toBe(true)
  })
})

describe('the background', () => {
  it.each([
    ['w=9', 'jpeg', [255, 255, 255]],
    ['background=red', 'jpeg', [255, 0, 0]],
    ['background=%23f00', 'jpeg', [255, 0, 0]],
    ['background=%2300ff0080', 'jpeg', [127, 255, 127]],
    ['background=rgb%280%2C0%2C255%29', 'jpeg', [0, 0, 255]],
    ['background=rgb(0 0 255)', 'jpeg', [0, 0, 255]],
    ['background=red', 'auto', [255, 0, 0]],
    ['background=%2300ff0080', 'auto', [0, 255, 0, 128]],
    ['w=9', 'auto', [0, 0, 0, 0]],
  ])('shows where a picture is transparent: %s as %s', async (option, format, pixel) => {
    const cloud = await aDelivery()
    const id = await cloud.put(
      await sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
        .png()
        .toBuffer(),
    )

    const seen = await pixelOf(cloud, id, `${option},f=${format}${format === 'jpeg' ? ',q=100' : ''}`)

    expect(seen.map((value, i) => Math.abs(value - (pixel[i] ?? 255)) <= 2)).toEqual(seen.map(() => true))
  })

  it('fills a padded canvas, and a border stands around it', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await flat('red', 40, 20))

    const options = 'fit=pad,w=40,h=40,background=blue,border.width=10,border.color=lime'
    const { data, info } = await sharp((await cloud.get(id, options)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => nearest(data.subarray((y * info.width + x) * info.channels))

    expect([info.width, info.height]).toEqual([60, 60])
    expect([at(2, 30), at(30, 14), at(30, 30), at(30, 46), at(30, 58)]).toEqual([
      'green',
      'blue',
      'red',
      'blue',
      'green',
    ])
  })

  it.each([
    ['border.width=9,border.color=red,saturation=0', 'png', [255, 0, 0]],
    ['border.width=9,border.color=red,blur=50', 'png', [255, 0, 0]],
    ['border.width=9,border.color=red,brightness=0.1', 'png', [255, 0, 0]],
    ['border.width=9,border.color=transparent', 'jpeg', [255, 255, 255]],
    ['border.width=9,border.color=transparent,background=blue', 'jpeg', [0, 0, 254]],
    ['border.width=9,border.color=transparent', 'png', [0, 0, 0, 0]],
  ])('and the border keeps its colour, whatever is done to the picture: %s as %s', async (option, format, pixel) => {
    const cloud = await aDelivery()
    const id = await cloud.put(await flat('#405060', 60, 40))

    const delivered = await cloud.get(id, `${option}${format === 'jpeg' ? ',f=jpeg,q=100' : ''}`)
    const { data, info } = await sharp(delivered.bytes).raw().toBuffer({ resolveWithObject: true })
    const start = (4 * info.width + 4) * info.channels

    expect([...data.subarray(start, start + info.channels)]).toEqual(pixel)
  })

  it('shines through every frame of an animation', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await anAnimation({ frames: ['red', 'green', 'blue'] }))

    const delivered = await cloud.get(id, 'fit=pad,w=60,h=60,background=%23ffffff80,f=webp,q=100')
    const { data, info } = await sharp(delivered.bytes, { animated: true }).raw().toBuffer({ resolveWithObject: true })
    const { pages = 1 } = await look(delivered)
    const alphas = Array.from(
      { length: pages },
      (_, page) => data[((page * 60 + 2) * info.width + 30) * info.channels + 3],
    )

    expect(alphas).toEqual([128, 128, 128])
  })
})

describe('quickly made', () => {
  it('is a JPEG, unless something would be lost', async () => {
    const cloud = await aDelivery()
    const photo = await cloud.put(await makePhoto({ seed: 1, format: 'webp' }))
    const clear = await cloud.put(
      await sharp({ create: { width: 9, height: 9, channels: 4, background: { r: 1, g: 1, b: 1, alpha: 0 } } })
        .png()
        .toBuffer(),
    )

    const quick = await cloud.get(photo, 'compression=fast,f=avif')
    const kept = await cloud.get(clear, 'compression=fast', { accept: 'image/avif' })

    expect(quick.headers.get('content-type')).toBe('image/jpeg')
    expect(kept.headers.get('content-type')).toBe('image/png')
  })
})

describe('what a picture is, as JSON', () => {
  it('tells its size before and after, and what was uploaded', async () => {
    const cloud = await aDelivery()
    const photo = await makePhoto({ seed: 1, width: 300, height: 200, orientation: 6 })
    const id = await cloud.put(photo)

    const delivered = await cloud.get(id, 'f=json,w=100')

    expect(delivered.headers.get('content-type')).toBe('application/json')
    expect(JSON.parse(delivered.text)).toEqual({
      width: 100,
      height: 150,
      original: { file_size: photo.length, width: 200, height: 300, format: 'image/jpeg' },
    })
  })
})

describe('what the browser tells', () => {
  it.each([
    [{ 'sec-ch-viewport-width': '700' }, 768],
    [{ 'sec-ch-viewport-width': '400', 'sec-ch-dpr': '2' }, 960],
    [{ 'sec-ch-viewport-width': '4000' }, 1200],
    [{ 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Mobile/15E148 Safari/604.1' }, 320],
    [{ 'user-agent': 'Mozilla/5.0 (iPad; CPU OS 18_0) Mobile/15E148 Safari/604.1' }, 768],
    [{ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140' }, 960],
  ])('chooses the width: %j', async (hints, width) => {
    const cloud = await aDelivery()
    const id = await cloud.put(await flat('#808080', 1400, 100))

    const delivered = await cloud.get(id, 'w=auto', hints)

    expect((await look(delivered)).width).toBe(width)
    expect(delivered.headers.get('vary')).toBe('Accept, sec-ch-viewport-width, sec-ch-dpr, user-agent')
  })

  it.each<Record<string, string>>([{ 'save-data': 'on' }, { ect: '2g' }, { rtt: '400' }, { downlink: '1.5' }])(
    'lowers the quality on a slow line: %j',
    async hints => {
      const cloud = await aDelivery()
      const id = await cloud.put(await makePhoto({ seed: 1 }))

      const slow = await cloud.get(id, 'q=90,scq=20', hints)
      const quick = await cloud.get(id, 'q=90,scq=20', { ect: '4g', downlink: '50', rtt: '20' })

      expect(slow.bytes.length).toBeLessThan(quick.bytes.length / 2)
      expect(slow.headers.get('vary')).toContain('save-data')
    },
  )
})

/** A cloud with one grey picture of 300 × 200. */
async function withPicture() {
  const cloud = await aDelivery()
  return { cloud, id: await cloud.put(await flat('#808080', 300, 200)) }
}

const flat = (background: string, width = 20, height = 20) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

/** Red, green and blue beside each other, 120 × 40. */
const stripes = () =>
  sharp(Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255]), { raw: { width: 3, height: 1, channels: 3 } })
    .resize(120, 40, { kernel: 'nearest', fit: 'fill' })
    .png()
    .toBuffer()

async function pixelOf(cloud: ADelivery, id: string, options: string): Promise<number[]> {
  const { data, info } = await sharp((await cloud.get(id, options)).bytes)
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels
  return [...data.subarray(at, at + info.channels)]
}

const middle = async (cloud: ADelivery, id: string, options: string) => nearest(await pixelOf(cloud, id, options))

const nearest = (pixel: ArrayLike<number>) => {
  const channels = [pixel[0] ?? 0, pixel[1] ?? 0, pixel[2] ?? 0]
  return ['red', 'green', 'blue'][channels.indexOf(Math.max(...channels))]
}
