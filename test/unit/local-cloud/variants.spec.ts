import { ConflictError, NotFoundError } from 'cloudflare'
import { describe, expect, it } from 'vitest'
import { aClient } from './a-client.ts'
import { type ACloud, aCloud } from './a-cloud.ts'

const hero = { id: 'hero', options: { fit: 'cover', width: 1366, height: 768, metadata: 'copyright' } }
const post = (cloud: ACloud, body: unknown) => cloud.json('POST', '/v1/variants', body)
const idsOf = async (cloud: ACloud) => {
  const { result } = await cloud.call('GET', '/v1/variants')
  return Object.keys(result['variants'] as object)
}

describe('the variants', () => {
  it('begin with public, listed by id', async () => {
    const cloud = await aCloud()

    const { result } = await cloud.call('GET', '/v1/variants')

    expect(result).toEqual({
      variants: {
        public: {
          id: 'public',
          options: { fit: 'scale-down', width: 1366, height: 768, metadata: 'none' },
          neverRequireSignedURLs: false,
        },
      },
    })
  })

  it('are made, seen, changed as a whole and removed', async () => {
    const cloud = await aCloud()

    const made = await post(cloud, { ...hero, neverRequireSignedURLs: true })
    const seen = await cloud.call('GET', '/v1/variants/hero')
    const flat = await cloud.call('GET', '/v1/variants/hero/flat')
    const changed = await cloud.json('PATCH', '/v1/variants/hero', { options: { width: 100 } })
    const signed = await cloud.json('PATCH', '/v1/variants/hero', {
      options: { width: 100 },
      neverRequireSignedURLs: false,
    })
    const listed = await idsOf(cloud)
    const removed = await cloud.call('DELETE', '/v1/variants/hero')

    expect(made).toMatchObject({ status: 200, result: { variant: { ...hero, neverRequireSignedURLs: true } } })
    expect(seen.result).toEqual(made.result)
    expect(flat.result).toEqual(made.result['variant'])
    expect(changed.result).toEqual({
      variant: {
        id: 'hero',
        options: { fit: 'scale-down', width: 100, metadata: 'none' },
        neverRequireSignedURLs: true,
      },
    })
    expect(signed.result).toMatchObject({ variant: { neverRequireSignedURLs: false } })
    expect(listed).toEqual(['public', 'hero'])
    expect(removed).toMatchObject({ status: 200, result: {} })
    expect(await idsOf(cloud)).toEqual(['public'])
  })

  it('fill in what an order leaves out', async () => {
    const cloud = await aCloud()

    const made = await post(cloud, { id: 'avatar', options: { width: 64, browser_ttl: 3600, blur: 20 } })

    expect(made.result).toEqual({
      variant: {
        id: 'avatar',
        options: { fit: 'scale-down', width: 64, metadata: 'none', browser_ttl: 3600, blur: 20 },
        neverRequireSignedURLs: false,
      },
    })
  })

  it('show in every image', async () => {
    const cloud = await aCloud()
    const { id } = await cloud.reserve()
    await post(cloud, hero)

    const { result } = await cloud.call('GET', `/v1/${id}`)

    const base = `${cloud.deliveryUrl}/${cloud.accountHash}/${id}`
    expect(result['variants']).toEqual([`${base}/public`, `${base}/hero`])
  })

  it('public can be changed but not removed', async () => {
    const cloud = await aCloud()

    const changed = await cloud.json('PATCH', '/v1/variants/public', { options: { width: 5 } })
    const removed = await cloud.call('DELETE', '/v1/variants/public')

    expect(changed.result).toMatchObject({ variant: { options: { width: 5 } } })
    expect(removed).toMatchObject({ status: 400, code: 5400 })
    expect(await idsOf(cloud)).toEqual(['public'])
  })

  it('stay across a restart', async () => {
    const first = await aCloud()
    await post(first, hero)
    await first.call('DELETE', '/v1/variants/nothing')
    await first.close()

    const second = await aCloud({ folder: first.folder })

    expect(await idsOf(second)).toEqual(['public', 'hero'])
  })

  it.each(['GET', 'DELETE'])('that are not there answer 404 to %s', async method => {
    const cloud = await aCloud()

    expect(await cloud.call(method, '/v1/variants/nothing')).toMatchObject({ status: 404, code: 5401 })
  })

  it('that are not there cannot be changed or seen flat', async () => {
    const cloud = await aCloud()

    const changed = await cloud.json('PATCH', '/v1/variants/nothing', { options: {} })

    expect(changed).toMatchObject({ status: 404, code: 5401 })
    expect(await cloud.call('GET', '/v1/variants/nothing/flat')).toMatchObject({ status: 404, code: 5401 })
  })

  it('have their id once', async () => {
    const cloud = await aCloud()
    await post(cloud, hero)

    const again = await post(cloud, { ...hero, options: { width: 1 } })

    expect(again).toMatchObject({ status: 409, code: 5409 })
    expect(again.headers.get('x-should-retry')).toBe('false')
    expect((await cloud.call('GET', '/v1/variants/hero')).result).toMatchObject({ variant: hero })
  })

  it('are a hundred at most', async () => {
    const cloud = await aCloud()
    for (let number = 1; number < 100; number += 1) await post(cloud, { id: `v${number}`, options: {} })

    expect(await post(cloud, { id: 'v100', options: {} })).toMatchObject({ status: 403, code: 5453 })
    expect(await post(cloud, { id: 'v99', options: {} })).toMatchObject({ status: 409, code: 5409 })
    await cloud.call('DELETE', '/v1/variants/v1')
    expect(await post(cloud, { id: 'v100', options: {} })).toMatchObject({ status: 200 })
  })
})

describe('a variant is refused', () => {
  it.each([
    ['without options', { id: 'hero' }, 'options'],
    ['without an id', { options: {} }, 'id'],
    ['with an id of 100 characters', { id: 'a'.repeat(100), options: {} }, 'id'],
    ['with a comma in its id', { id: 'a,b', options: {} }, 'id'],
    ['with an equals sign in its id', { id: 'w=5', options: {} }, 'id'],
    ['with a slash in its id', { id: 'a/b', options: {} }, 'id'],
    ['with a fit nobody knows', { id: 'hero', options: { fit: 'squeeze' } }, 'options.fit'],
    ['with an option nobody knows', { id: 'hero', options: { sharpness: 3 } }, '"sharpness"'],
    ['with a member nobody knows', { ...hero, colour: 'red' }, '"colour"'],
    ['with a width of none', { id: 'hero', options: { width: 0 } }, 'options.width'],
    ['with half a pixel', { id: 'hero', options: { height: 1.5 } }, 'options.height'],
    ['with a width in words', { id: 'hero', options: { width: '100' } }, 'options.width'],
    ['with metadata nobody knows', { id: 'hero', options: { metadata: 'all' } }, 'options.metadata'],
    ['with a blur of 251', { id: 'hero', options: { blur: 251 } }, 'options.blur'],
    ['with a browser TTL under an hour', { id: 'hero', options: { browser_ttl: 3599 } }, 'options.browser_ttl'],
    ['that is sometimes signed', { ...hero, neverRequireSignedURLs: 'maybe' }, 'neverRequireSignedURLs'],
  ])('%s, by name', async (_what, body, named) => {
    const cloud = await aCloud()

    const refused = await post(cloud, body)

    expect(refused).toMatchObject({ status: 400, code: 5400, message: expect.stringContaining(named) as string })
    expect(await idsOf(cloud)).toEqual(['public'])
  })

  it('when it is changed without its options', async () => {
    const cloud = await aCloud()

    const refused = await cloud.json('PATCH', '/v1/variants/public', { neverRequireSignedURLs: true })

    expect(refused).toMatchObject({ status: 400, code: 5400 })
    expect((await cloud.call('GET', '/v1/variants/public')).result).toMatchObject({
      variant: { neverRequireSignedURLs: false },
    })
  })

  it('when it comes as anything but a JSON object', async () => {
    const cloud = await aCloud()
    const headers = { 'content-type': 'application/json' }
    const form = new FormData()
    form.append('id', 'hero')

    expect(await cloud.call('POST', '/v1/variants', { body: form })).toMatchObject({ status: 400, code: 5400 })
    expect(await cloud.call('POST', '/v1/variants', { headers, body: '{"id":' })).toMatchObject({ code: 5400 })
    expect(await cloud.call('POST', '/v1/variants', { headers, body: '[]' })).toMatchObject({ code: 5400 })
    expect(await cloud.call('POST', '/v1/variants', { headers })).toMatchObject({ code: 5400 })
  })
})

describe('the official package', () => {
  it('leads a variant through its life', async () => {
    const cloud = await aCloud()
    const { variants } = aClient(cloud).images.v1
    const account = { account_id: cloud.accountId }
    const options = { fit: 'scale-down', height: 768, metadata: 'none', width: 1366 } as const

    const made = await variants.create({ ...account, id: 'hero', options })
    const twice = variants.create({ ...account, id: 'hero', options })
    await expect(twice).rejects.toBeInstanceOf(ConflictError)
    const seen = await variants.get('hero', account)
    const edited = await variants.edit('hero', { ...account, options: { ...options, width: 5 } })
    const listed = await variants.list(account)
    const removed = await variants.delete('hero', account)

    expect(made.variant).toEqual({ id: 'hero', options, neverRequireSignedURLs: false })
    expect(seen).toEqual(made)
    expect(edited.variant?.options.width).toBe(5)
    expect(listed.variants).toHaveProperty('hero.options.width', 5)
    expect(removed).toEqual({})
    await expect(variants.get('hero', account)).rejects.toBeInstanceOf(NotFoundError)
  })
})
