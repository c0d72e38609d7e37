import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type ACloud, aCloud, aPhoto, send } from './a-cloud.ts'

async function deliver(cloud: ACloud, bytes: Uint8Array, name = 'dune.jpg') {
  const { id, uploadURL } = await cloud.reserve()
  await send(uploadURL, bytes, name)
  const link = `${cloud.deliveryUrl}/${cloud.accountHash}/${id}/public`
  const response = await fetch(link)
  return { id, link, response, bytes: Buffer.from(await response.arrayBuffer()) }
}

describe('the public variant', () => {
  it('fits a photo into 1366 × 768, upright and without metadata', async () => {
    const cloud = await aCloud()

    const { response, bytes } = await deliver(cloud, await aPhoto({ width: 1800, height: 1200, orientation: 6 }))
    const picture = await sharp(bytes).metadata()

    expect(response.status).toBe(200)
    expect(picture).toMatchObject({ format: 'jpeg', width: 512, height: 768 })
    expect(picture.orientation).toBeUndefined()
    expect(picture.exif).toBeUndefined()
  })

  it('never enlarges', async () => {
    const { bytes } = await deliver(await aCloud(), await aPhoto({ width: 64, height: 48 }))

    expect(await sharp(bytes).metadata()).toMatchObject({ width: 64, height: 48 })
  })

  it('is in sRGB, whatever profile the photo came with', async () => {
    const wide = await sharp({ create: { width: 8, height: 8, channels: 3, background: { r: 0, g: 200, b: 0 } } })
      .withIccProfile('p3')
      .jpeg({ quality: 100 })
      .toBuffer()

    const { bytes } = await deliver(await aCloud(), wide)
    const [pixel, sent] = await Promise.all([bytes, wide].map(picture => sharp(picture).raw().toBuffer()))

    expect((await sharp(bytes).metadata()).icc).toBeUndefined()
    expect(Math.abs((pixel?.[1] ?? 0) - (sent?.[1] ?? 0))).toBeLessThanOrEqual(2)
  })

  it('keeps the format of a PNG and the frames of an animation', async () => {
    const cloud = await aCloud()
    const frame = (background: string) => ({ create: { width: 20, height: 10, channels: 3 as const, background } })
    const frames = await Promise.all(['red', 'blue'].map(colour => sharp(frame(colour)).png().toBuffer()))
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()

    const png = await deliver(cloud, frames[0] ?? Buffer.alloc(0))
    const animation = await deliver(cloud, gif)

    expect(png.response.headers.get('content-type')).toBe('image/png')
    expect(await sharp(animation.bytes).metadata()).toMatchObject({ format: 'gif', pages: 2 })
  })

  it('of an SVG is the SVG, unable to run scripts', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>')

    const { response, bytes } = await deliver(await aCloud(), svg, 'a.svg')

    expect(response.headers.get('content-type')).toBe('image/svg+xml')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    expect(bytes).toEqual(svg)
  })

  it('may be kept for two days and is not sent again to who has it', async () => {
    const { link, response } = await deliver(await aCloud(), await aPhoto())
    const etag = response.headers.get('etag') ?? ''

    const again = await fetch(link, { headers: { 'if-none-match': etag } })
    const head = await fetch(link, { method: 'HEAD' })

    expect(response.headers.get('cache-control')).toBe('public, max-age=172800, stale-while-revalidate=7200')
    expect(response.headers.get('cf-resized')).toMatch(/^internal=ok/)
    expect(again.status).toBe(304)
    expect(head.headers.get('content-length')).toBe(response.headers.get('content-length'))
  })

  it('is rendered once and goes with its image', async () => {
    const cloud = await aCloud()
    const { id, link } = await deliver(cloud, await aPhoto())
    await Promise.all([1, 2, 3].map(() => fetch(link)))
    const rendered = readdirSync(join(cloud.folder, 'rendered'), { recursive: true, encoding: 'utf8' })

    await cloud.call('DELETE', `/v1/${id}`)

    expect(rendered.filter(name => name.endsWith('.jpeg'))).toHaveLength(1)
    expect((await fetch(link)).status).toBe(404)
    expect(readdirSync(join(cloud.folder, 'rendered'))).toEqual([])
    expect(readdirSync(join(cloud.folder, 'originals'))).toEqual([])
  })
})

describe('delivery fails in plain text', () => {
  it.each([
    ['an unknown image', (base: string) => `${base}/nothing/public`, 404, 9431],
    ['an unknown variant', (base: string, id: string) => `${base}/${id}/huge`, 403, 9425],
    ['options, which are switched off', (base: string, id: string) => `${base}/${id}/w=400`, 403, 9429],
    ['a wrong account hash', (base: string, id: string) => `${base}x/${id}/public`, 403, 9427],
  ])('for %s', async (_what, urlOf, status, code) => {
    const cloud = await aCloud()
    const { id } = await deliver(cloud, await aPhoto())

    const response = await fetch(urlOf(`${cloud.deliveryUrl}/${cloud.accountHash}`, id))

    expect(response.status).toBe(status)
    expect(response.headers.get('cf-resized')).toBe(`err=${code}`)
    expect(await response.text()).toMatch(new RegExp(`^ERROR ${code}: `))
  })

  it('for drafts and for images that ask for a signature', async () => {
    const cloud = await aCloud()
    const draft = await cloud.reserve()
    const signed = await cloud.reserve({ requireSignedURLs: 'true' })
    await send(signed.uploadURL, await aPhoto())
    const fetched = (id: string) => fetch(`${cloud.deliveryUrl}/${cloud.accountHash}/${id}/public`)

    expect((await fetched(draft.id)).status).toBe(404)
    expect((await fetched(signed.id)).status).toBe(403)
  })
})
