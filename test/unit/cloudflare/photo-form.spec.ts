import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemIn } from '../../../main/cloudflare/failure.ts'
import { photoForm } from '../../../main/cloudflare/photo-form.ts'
import type { Photo } from '../../../main/engine/ports.ts'
import { formParts } from './form-parts.ts'
import { forEver, photoOf } from './odd-cloud.ts'

const nothing = () => undefined

async function written(photo: Photo, onSent: (bytes: number) => void = nothing) {
  const form = photoForm(photo, onSent, nothing)
  const chunks: Uint8Array[] = []
  for await (const chunk of form.body(forEver())) chunks.push(chunk)
  return { form, bytes: Buffer.concat(chunks) }
}

const photoNamed = (name: string, bytes: Uint8Array): Photo => ({
  name,
  type: 'image/jpeg',
  size: bytes.length,
  async *open() {
    yield bytes
  },
})

// Any name a file system gives, with the characters that break headers made frequent; at most 255 bytes.
const names = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 4 }),
      fc.constantFrom('"', '\\', '\r', '\n', '\r\n', ';', '%22', 'ü', '雪', '📷'),
    ),
    {
      minLength: 1,
      maxLength: 80,
    },
  )
  .map(units => units.join(''))
  .filter(name => name.length > 0 && Buffer.byteLength(name) <= 255)

describe('the form of one photo', () => {
  it('arrives whole under any file name', async () => {
    await fc.assert(
      fc.asyncProperty(names, fc.uint8Array({ maxLength: 300 }), async (name, bytes) => {
        const { form, bytes: body } = await written(photoNamed(name, bytes))

        const { files: found } = await formParts(form.type, body)

        expect(body.length).toBe(form.length)
        expect(found).toHaveLength(1)
        expect(found[0]).toMatchObject({ field: 'file', type: 'image/jpeg' })
        expect(found[0]?.bytes.equals(bytes)).toBe(true)
        expect(found[0]?.name).toBe(name.replace(/["\\\p{Cc}]/gu, encodeURIComponent))
      }),
      { numRuns: 300 },
    )
  })

  it('takes a name of 255 bytes as it is', async () => {
    const name = `${'é'.repeat(125)}a.jpg`
    expect(Buffer.byteLength(name)).toBe(255)

    const { form, bytes } = await written(photoNamed(name, Buffer.from('x')))

    expect((await formParts(form.type, bytes)).files[0]?.name).toBe(name)
  })

  it('counts only the photo’s own bytes', async () => {
    const counted: number[] = []

    await written(photoOf(150_000), bytes => counted.push(bytes))

    expect(counted).toEqual([65_536, 131_072, 150_000])
  })

  it.each([
    ['shrank', 90_000],
    ['grew', 70_000],
  ])('refuses a photo that %s after its size was taken', async (_how, size) => {
    const photo = { ...photoOf(80_000), size }

    const error: unknown = await written(photo).catch((thrown: unknown) => thrown)

    expect(problemIn(error)).toEqual({ code: 'photo-changed', path: 'dune.jpg' })
  })
})
