import { beforeAll, expect, it } from 'vitest'
import type { Account, Kept } from './account.ts'
import { linkTo, look } from './delivered.ts'
import { anAnimation, anSvg, aPicture, asFile } from './pictures.ts'
import { atEveryPlace, atTheLocalCloud } from './places.ts'

type Fit = 'scale-down' | 'contain' | 'cover' | 'crop' | 'pad'
const aVariant = async ({ client, account_id, path, run }: Account, name: string, options: Record<string, unknown>) => {
  await client.post(path('v1/variants'), { body: { id: run + name, options: { metadata: 'none', ...options } } })
  return { id: run + name, remove: () => client.images.v1.variants.delete(run + name, { account_id }) }
}

atEveryPlace('a delivered picture of 1080 × 720', account => {
  let image: Kept
  beforeAll(async () => {
    const file = asFile(await aPicture({ width: 1080, height: 720, quality: 60 }))
    image = await account().upload({ file })
  })
  const shown = async (name: string, options: Record<string, unknown>) => {
    const { id } = await aVariant(account(), name, options)
    return linkTo(image, id)
  }

  // The first, second, fourth and last are worked out in the documentation (images-api §4.3).
  it.each<[Fit, number, number, [number, number]]>([
    ['scale-down', 500, 500, [500, 333]],
    ['cover', 500, 500, [500, 500]],
    ['scale-down', 2160, 2160, [1080, 720]],
    ['crop', 1296, 1296, [1080, 720]],
    ['crop', 300, 500, [300, 500]],
    ['contain', 500, 500, [500, 333]],
    ['contain', 1620, 1620, [1620, 1080]],
    ['cover', 1296, 1296, [1296, 1296]],
    ['pad', 1080, 1080, [1080, 1080]],
  ])('is fit by %s into %d × %d as %j', async (fit, width, height, sides) => {
    const { site } = account()
    const link = await shown(`${fit.replace('-', '')}${width}x${height}`, { fit, width, height })

    await expect.poll(async () => (await look(link)).sides, site.patience).toEqual(sides)
  })

  it('follows the one side it was given', async () => {
    const { site } = account()
    const [wide, high] = [await shown('wide', { width: 540 }), await shown('high', { height: 360 })]

    for (const link of [wide, high])
      await expect.poll(async () => (await look(link)).sides, site.patience).toEqual([540, 360])
  })

  it('is kept by browsers as long as its variant says, two days unless told otherwise', async () => {
    const { site, expectChosen } = account()
    const link = await shown('hour', { width: 50, browser_ttl: 3600 })
    await expect.poll(async () => (await look(link)).status, site.patience).toBe(200)

    const cacheFor = async (of: string) =>
      /max-age=(\d+)/.exec((await look(of)).headers.get('cache-control') ?? '')?.[1]

    expectChosen('max-age of a variant with a browser TTL', await cacheFor(link), '3600')
    expectChosen('max-age of public', await cacheFor(linkTo(image, 'public')), '172800')
  })
})

atEveryPlace('delivery', account => {
  it('speaks the newest format the browser takes', async () => {
    const { upload, site, expectChosen } = account()
    const file = asFile(await aPicture({ format: 'png' }), 'dune.png', 'image/png')
    const link = linkTo(await upload({ file }), 'public')
    await expect.poll(async () => (await look(link)).status, site.patience).toBe(200)
    const typeFor = async (accept: string) => (await look(link, { accept })).type

    expectChosen('type for AVIF', await typeFor('image/avif,image/webp,*/*'), 'image/avif')
    expectChosen('type for WebP', await typeFor('image/webp,*/*'), 'image/webp')
    expectChosen('type for neither', await typeFor('image/png,image/jpeg'), 'image/png')
  })

  it('keeps an animation moving', async () => {
    const { upload, site } = account()
    const image = await upload({ file: asFile(await anAnimation(), 'dune.gif', 'image/gif') })
    const link = linkTo(image, 'public')

    await expect.poll(async () => (await look(link, { accept: 'image/gif' })).pages, site.patience).toBe(2)
  })

  it('gives drawings as they are, but without their scripts', async () => {
    const { upload, site } = account()
    const link = linkTo(await upload({ file: asFile(anSvg, 'dune.svg', 'image/svg+xml') }), 'public')
    await expect.poll(async () => (await look(link)).status, site.patience).toBe(200)

    const { type, bytes } = await look(link)

    expect(type).toMatch(/^image\/svg\+xml/)
    expect(bytes.toString()).toContain('circle')
    expect(bytes.toString()).not.toContain('script')
  })

  it('turns pictures upright', async () => {
    const { upload, site } = account()
    const link = linkTo(await upload({ file: asFile(await aPicture({ orientation: 6 })) }), 'public')

    await expect.poll(async () => (await look(link)).sides, site.patience).toEqual([48, 64])
  })

  it('says what is wrong with an address', async () => {
    const { upload, run, site } = account()
    const link = linkTo(await upload(), 'public')
    await expect.poll(async () => (await look(link)).status, site.patience).toBe(200)
    const [hash = '', id = ''] = new URL(link).pathname.split('/').slice(1)

    const noVariant = await look(link.replace(/public$/, `${run}none`))
    const noImage = await look(link.replace(id, '00000000-0000-4000-8000-000000000000'))
    const noAccount = await look(link.replace(hash, 'AAAAAAAAAAAAAAAAAAAAAA'))

    expect([noVariant.status, noVariant.code]).toEqual([403, 9425])
    expect([noImage.status, noImage.code]).toEqual([404, 9431])
    expect([noAccount.status, noAccount.code]).toEqual([403, 9427])
    for (const { type, headers, code } of [noVariant, noImage, noAccount]) {
      expect(type).toMatch(/^text\/plain/)
      expect(headers.get('cf-resized')).toContain(`err=${code}`)
    }
  })
})

atTheLocalCloud('the answer of delivery', 'a cache stands before the real one', account => {
  it('comes again only when it changed, in parts when asked, and without a body when that is enough', async () => {
    const { upload } = account()
    const link = linkTo(await upload(), 'public')
    const whole = await look(link)
    const etag = whole.headers.get('etag') ?? ''

    const unchanged = await look(link, { 'if-none-match': etag })
    const part = await look(link, { range: 'bytes=10-19' })
    const head = await fetch(link, { method: 'HEAD' })

    expect(etag).toMatch(/^(W\/)?".+"$/)
    expect([unchanged.status, unchanged.bytes.length]).toEqual([304, 0])
    expect(part.status).toBe(206)
    expect(part.bytes).toEqual(whole.bytes.subarray(10, 20))
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${whole.bytes.length}`)
    expect(head.status).toBe(200)
    expect(head.headers.get('content-length')).toBe(String(whole.bytes.length))
  })

  it('warns of a cover that was given one side', async () => {
    const { upload } = account()
    const { id } = await aVariant(account(), 'cover', { fit: 'cover', width: 32 })

    const { headers, sides } = await look(linkTo(await upload(), id))

    expect(sides).toEqual([32, 24])
    expect(headers.get('warning')).toBe('cf-images 299 "cover fit mode needs both width and height"')
  })
})
