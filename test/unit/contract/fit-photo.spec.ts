import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { usualOptions } from '../../../main/local-cloud/delivery/options/picture-options.ts'
import { planPicture } from '../../../main/local-cloud/delivery/picture/plan-picture.ts'
import { render } from '../../../main/local-cloud/delivery/picture/render.ts'
import { Fit, fitPhoto, type PixelSize } from '../../../preload/contract/index.ts'
import { aPlace } from '../hosts/web/a-web-host.ts'

const aSize = (most: number) =>
  fc.record({ width: fc.integer({ min: 1, max: most }), height: fc.integer({ min: 1, max: most }) })
const aSide = (most: number) => fc.option(fc.integer({ min: 1, max: most }), { freq: 4 })
const aBox = (most: number) =>
  fc.record({ fit: fc.constantFrom(...Fit.options), width: aSide(most), height: aSide(most) })

describe('the measures of a fitted photo', () => {
  it('are those the local cloud plans with, or it is too large for it as well', () => {
    fc.assert(
      fc.property(aSize(12_000), aBox(12_000), (original, box) => {
        const plan = planPicture(original, 1, { ...usualOptions, ...box })

        const { output, isTooLarge } = fitPhoto(original, box)

        expect(isTooLarge).toBe(plan.kind === 'refusal')
        if (plan.kind === 'plan') expect(output).toEqual(plan.output)
      }),
      { numRuns: 5_000 },
    )
  })

  it('are those of the picture that is really rendered, and what it shows is that part of the original', async () => {
    const place = aPlace()
    await fc.assert(
      fc.asyncProperty(
        fc.record({ width: fc.integer({ min: 80, max: 250 }), height: fc.integer({ min: 80, max: 250 }) }),
        fc.record({
          fit: fc.constantFrom(...Fit.options),
          width: fc.option(fc.integer({ min: 40, max: 300 }), { freq: 8 }),
          height: fc.option(fc.integer({ min: 40, max: 300 }), { freq: 8 }),
        }),
        async (original, box) => {
          const path = await aRamp(place, original)

          const { output, picture, shown, cutOff } = fitPhoto(original, box)
          const seen = await renderedRamp(path, original, box)

          expect(seen.size).toEqual(output)
          expect(cutOff).toBeCloseTo(1 - (shown.width * shown.height) / (original.width * original.height), 6)
          // The ramp tells by its colour where in the original a pixel comes from.
          const left = (output.width - picture.width) >> 1
          const top = (output.height - picture.height) >> 1
          const across = shown.width / picture.width
          const down = shown.height / picture.height
          const [middleX, middleY] = [output.width >> 1, output.height >> 1]
          for (const [x, y] of [
            [middleX, middleY],
            [left + 4, top + 4],
            [left + picture.width - 5, top + picture.height - 5],
          ] as const) {
            const from = seen.at(x, y)
            expect(Math.abs(from.x + 0.5 - (shown.left + (x + 0.5 - left) * across))).toBeLessThan(2 + across)
            expect(Math.abs(from.y + 0.5 - (shown.top + (y + 0.5 - top) * down))).toBeLessThan(2 + down)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('a fitted photo', () => {
  it.each([
    ['scale-down', 500, 500, { width: 500, height: 333 }],
    ['cover', 500, 500, { width: 500, height: 500 }],
    ['crop', 1296, 1296, { width: 1080, height: 720 }],
    ['pad', 1080, 1080, { width: 1080, height: 1080 }],
    ['contain', 2160, 2160, { width: 2160, height: 1440 }],
  ] as const)('has the sizes the documentation works out: %s %s × %s', (fit, width, height, size) => {
    expect(fitPhoto({ width: 1080, height: 720 }, { fit, width, height }).output).toEqual(size)
  })

  it('tells how much is cut away, and from where', () => {
    const { cutOff, shown } = fitPhoto({ width: 1200, height: 800 }, { fit: 'cover', width: 400, height: 400 })

    expect(cutOff).toBeCloseTo(1 / 3)
    expect(shown).toEqual({ left: 200, top: 0, width: 800, height: 800 })
  })

  it('tells whether pixels are made up', () => {
    const small = { width: 300, height: 200 }

    expect(fitPhoto(small, { fit: 'contain', width: 600, height: 600 }).scale).toBe(2)
    expect(fitPhoto(small, { fit: 'scale-down', width: 600, height: 600 }).scale).toBe(1)
    expect(fitPhoto(small, { fit: 'crop', width: 600, height: 600 }).scale).toBe(1)
  })
})

/** Red counts up from left to right, green from top to bottom. */
async function aRamp(place: string, { width, height }: PixelSize): Promise<string> {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      pixels[(y * width + x) * 3] = x
      pixels[(y * width + x) * 3 + 1] = y
    }
  const path = `${place}/${width}x${height}.png`
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path)
  return path
}

async function renderedRamp(path: string, original: PixelSize, box: object) {
  const about = { file: path, filename: null, bytes: 1, sha256: '', format: 'png', frames: 1, ...original } as const
  const made = await render(path, about, { ...usualOptions, ...box }, { avif: false, webp: false })
  if (made.kind === 'refusal') throw new Error(made.text)
  const { data, info } = await sharp(made.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return {
    size: { width: info.width, height: info.height },
    at: (x: number, y: number) => {
      const from = (y * info.width + x) * info.channels
      return { x: data[from] ?? -1, y: data[from + 1] ?? -1 }
    },
  }
}
