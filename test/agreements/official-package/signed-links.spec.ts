import { beforeAll, describe, expect, it } from 'vitest'
import type { Kept } from './account.ts'
import { linkTo, look, sign } from './delivered.ts'
import { asFile, aPicture } from './pictures.ts'
import { atEveryPlace } from './places.ts'

const options = { fit: 'scale-down', width: 32, height: 32, metadata: 'none' } as const

describe('signing', () => {
  it('gives the signatures worked out beforehand', () => {
    const key = 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5='
    const link = 'https://imagedelivery.net/Vi7wi5KSItxGFsWRG2Us6Q/083eb7b2-5392-4565-b69e-aff66acddd00/public'

    const [expiring, lasting] = [sign(link, key, 1_893_456_000), sign(link, key)]

    expect(expiring).toBe(`${link}?exp=1893456000&sig=0f791a81351025e5b87a46290812bc56020bc02d1207ba90768fcc303f66ccfe`)
    expect(lasting).toBe(`${link}?sig=5b0d7324383f88592cff9b01a3e59f9f7a54473307ac354fa72e891041013a3e`)
  })
})

atEveryPlace('a private image', account => {
  let image: Kept
  let key = ''
  const later = () => Math.floor(account().site.now() / 1000) + 3600
  const keys = async () => {
    const { client, account_id } = account()
    const { keys = [] } = await client.images.v1.keys.list({ account_id })
    return new Map(keys.map(({ name = '', value = '' }) => [name, value]))
  }
  const statusOf = async (link: string) => (await look(link)).status

  beforeAll(async () => {
    const { upload, until } = account()
    image = await upload({ file: asFile(await aPicture()), requireSignedURLs: true })
    key = [...(await keys()).values()][0] ?? ''
    await until(async () => (await statusOf(sign(linkTo(image, 'public'), key, later()))) === 200)
  }, 120_000)

  it('shows itself to who has a signature', async () => {
    const signed = sign(linkTo(image, 'public'), key, later())

    expect(await look(signed)).toMatchObject({ status: 200, sides: [64, 48] })
  })

  it('refuses who has none, a wrong one, one for something else or one whose time is over', async () => {
    const { expectChosen } = account()
    const link = linkTo(image, 'public')
    const good = sign(link, key, later())
    const other = (change: (url: URL) => void) => {
      const url = new URL(good)
      change(url)
      return url.href
    }
    const refused = {
      none: link,
      unsigned: other(url => url.searchParams.delete('sig')),
      wrong: other(url => url.searchParams.set('sig', '0'.repeat(64))),
      cut: other(url => url.searchParams.set('sig', (url.searchParams.get('sig') ?? '').slice(0, 32))),
      empty: other(url => url.searchParams.set('sig', '')),
      prolonged: other(url => url.searchParams.set('exp', String(later() + 3600))),
      endless: other(url => url.searchParams.delete('exp')),
      'of another key': sign(link, `${key}x`, later()),
      'of the bytes of the key': sign(link, Buffer.from(key, 'base64'), later()),
      'of another image': sign(link.replace(image.id, '00000000-0000-4000-8000-000000000000'), key, later()).replace(
        '00000000-0000-4000-8000-000000000000',
        image.id,
      ),
      expired: sign(link, key, later() - 7200),
      'never valid': sign(link, key, 0),
    }

    const seen: Record<string, number> = {}
    for (const [why, wrong] of Object.entries(refused)) seen[why] = await statusOf(wrong)

    expect(seen).toEqual(Object.fromEntries(Object.keys(refused).map(why => [why, 403])))
    expectChosen('code without a signature', (await look(link)).code, 9425)
  })

  it('takes one that never ends', async () => {
    const { expectChosen } = account()

    expectChosen('a signature without exp', await statusOf(sign(linkTo(image, 'public'), key)), 200)
  })

  it('takes the signature of each key, as long as the key is there', async () => {
    const { client, account_id, run, site } = account()
    const name = `${run}press`
    await client.images.v1.keys.update(name, { account_id })
    const value = (await keys()).get(name) ?? ''
    // Each address is used once: a cache would give what it gave before.
    const fresh = (shift: number) => sign(linkTo(image, 'public'), value, later() + shift)
    let shift = 0
    await expect.poll(() => statusOf(fresh((shift += 1))), site.patience).toBe(200)

    await client.images.v1.keys.delete(name, { account_id })

    await expect.poll(() => statusOf(fresh((shift += 1))), site.patience).toBe(403)
    expect(await statusOf(sign(linkTo(image, 'public'), key, later()))).toBe(200)
  })

  it('has a signature for one variant only, and none for a variant that never asks', async () => {
    const { client, account_id, run, site } = account()
    const create = (id: string, neverRequireSignedURLs: boolean) =>
      client.images.v1.variants.create({ account_id, id: run + id, options, neverRequireSignedURLs })
    await create('asks', false)
    await create('open', true)
    const { search } = new URL(sign(linkTo(image, 'public'), key, later()))
    const asks = linkTo(image, `${run}asks`)

    await expect.poll(() => statusOf(linkTo(image, `${run}open`)), site.patience).toBe(200)
    await expect.poll(() => statusOf(sign(asks, key, later())), site.patience).toBe(200)
    expect(await statusOf(asks + search)).toBe(403)
  })

  it('stays shut for what was its link while it was public', async () => {
    const { client, account_id, upload, site } = account()
    const open = await upload()
    const former = linkTo(open, 'public')
    await expect.poll(() => statusOf(former), site.patience).toBe(200)

    const { id = '' } = await client.images.v1.edit(open.id, { account_id, requireSignedURLs: true })

    const link = former.replace(open.id, id)
    await expect.poll(() => statusOf(former), site.patience).toBeGreaterThanOrEqual(403)
    expect(await statusOf(link)).toBe(403)
    await expect.poll(() => statusOf(sign(link, key, later())), site.patience).toBe(200)
  })
})

atEveryPlace('a public image', account => {
  it('shows itself with a signature it does not need, even one whose time is over', async () => {
    const { client, account_id, upload, site, expectChosen } = account()
    const link = linkTo(await upload(), 'public')
    const { keys = [] } = await client.images.v1.keys.list({ account_id })
    await expect.poll(async () => (await look(link)).status, site.patience).toBe(200)

    const signed = await look(sign(link, keys[0]?.value ?? '', 1_000_000_000))

    expectChosen('a public image with an expired signature', signed.status, 200)
  })
})
