import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Variant } from '../../../preload/contract/index.ts'
import { aWorld, valueOf } from './local-world.ts'
import { accountId, bad, bodyOf, forEver, good, say, startOddCloud } from './odd-cloud.ts'

const path = `/client/v4/accounts/${accountId}/images/v1/variants`
const plain = {
  fit: 'scale-down',
  width: 1366,
  height: 768,
  metadata: 'none',
  blur: null,
  browserTtlSeconds: null,
} as const
const hero: Variant = { id: 'hero', options: plain, alwaysPublic: false }
const apiHero = { id: 'hero', options: { fit: 'scale-down', width: 1366, height: 768, metadata: 'none' } }

async function answering(result: unknown, status = 200) {
  return startOddCloud((_request, response) => say(response, status, status === 200 ? good(result) : result))
}

/** What is sent of a change, which is then answered as the service likes. */
async function sentOf(call: 'createVariant' | 'editVariant', variant: Variant) {
  let body: unknown
  await using cloud = await startOddCloud(async (request, response) => {
    body = JSON.parse(await bodyOf(request))
    say(response, 200, good({ variant: apiHero, o: 'more' }))
  })
  expect(await cloud.api[call](variant, forEver())).toEqual({ ok: true, value: hero })
  return { body, asked: cloud.asked }
}

describe('listing variants', () => {
  it('tells them in a steady order: the built-in one, then by name', async () => {
    const ids = ['thumb', 'public', 'Avatar', 'hero']
    await using cloud = await answering({ variants: Object.fromEntries(ids.map(id => [id, { ...apiHero, id }])) })

    const variants = valueOf(await cloud.api.variants(forEver()))

    expect(variants.map(({ id }) => id)).toEqual(['public', 'Avatar', 'hero', 'thumb'])
    expect(cloud.asked).toEqual([`GET ${path} Bearer right`])
  })

  it('reads all that a variant may hold, and passes over what it does not know', async () => {
    const options = { fit: 'cover', width: 10, height: 20, metadata: 'keep', blur: 7, browser_ttl: 3_600, gravity: 'x' }
    await using cloud = await answering({
      variants: { hero: { id: 'hero', options, neverRequireSignedURLs: true, created: 'today' } },
      more: 1,
    })

    expect(valueOf(await cloud.api.variants(forEver()))).toEqual([
      {
        id: 'hero',
        options: { fit: 'cover', width: 10, height: 20, metadata: 'keep', blur: 7, browserTtlSeconds: 3_600 },
        alwaysPublic: true,
      },
    ])
  })

  it('reads what has but its name in the map and one side', async () => {
    await using cloud = await answering({ variants: { hero: { options: { width: 10, browser_ttl: 3_600 } } } })

    expect(valueOf(await cloud.api.variants(forEver()))).toEqual([
      { id: 'hero', options: { ...plain, width: 10, height: null, browserTtlSeconds: 3_600 }, alwaysPublic: false },
    ])
  })

  it.each([[null], [{}], [{ variants: [] }], [{ variants: { hero: { ...apiHero, options: { fit: 'odd' } } } }]])(
    'does not make something up of %o',
    async result => {
      await using cloud = await answering(result)

      expect(await cloud.api.variants(forEver())).toMatchObject({ ok: false, problem: { code: 'not-understood' } })
    },
  )
})

describe('one variant', () => {
  it.each([
    ['wrapped', { variant: apiHero }],
    ['wrapped, with more beside it', { variant: apiHero, id: 'hero', o: 1 }],
    ['flat', apiHero],
  ])('is read %s', async (_how, result) => {
    await using cloud = await answering(result)

    expect(await cloud.api.variant('hero', forEver())).toEqual({ ok: true, value: hero })
    expect(cloud.asked).toEqual([`GET ${path}/hero Bearer right`])
  })

  it('is sent whole, without what is null', async () => {
    const variant: Variant = {
      id: 'hero',
      options: { ...plain, height: null, blur: 7, browserTtlSeconds: 3_600 },
      alwaysPublic: true,
    }
    const options = { fit: 'scale-down', metadata: 'none', width: 1366, blur: 7, browser_ttl: 3_600 }

    expect(await sentOf('createVariant', variant)).toEqual({
      body: { id: 'hero', options, neverRequireSignedURLs: true },
      asked: [`POST ${path} Bearer right`],
    })
    expect(await sentOf('editVariant', variant)).toEqual({
      body: { options, neverRequireSignedURLs: true },
      asked: [`PATCH ${path}/hero Bearer right`],
    })
  })

  it.each<[number, unknown, object]>([
    [404, bad(5401, 'no'), { code: 'variant-unknown', variant: 'hero' }],
    [404, 'variant not found', { code: 'variant-unknown', variant: 'hero' }],
    [409, bad(5409, 'no'), { code: 'variant-exists', variant: 'hero' }],
    [403, bad(5453, 'limit'), { code: 'variants-full', limit: 100 }],
    [200, good({}), { code: 'not-understood' }],
  ])('tells a refusal: %i %o', async (status, body, problem) => {
    await using cloud = await startOddCloud((_request, response) => say(response, status, body))

    expect(await cloud.api.createVariant(hero, forEver())).toMatchObject({ ok: false, problem })
    expect(cloud.asked).toHaveLength(1)
  })
})

describe('a variant at the local cloud', () => {
  const side = fc.option(fc.integer({ min: 1, max: 12_000 }))
  const variants: fc.Arbitrary<Omit<Variant, 'id'>> = fc.record({
    options: fc.record({
      fit: fc.constantFrom('scale-down', 'contain', 'cover', 'crop', 'pad'),
      width: side,
      height: side,
      metadata: fc.constantFrom('keep', 'copyright', 'none'),
      blur: fc.option(fc.integer({ min: 1, max: 250 })),
      browserTtlSeconds: fc.option(fc.integer({ min: 3_600, max: 31_536_000 })),
    }),
    alwaysPublic: fc.boolean(),
  })

  it('is afterwards what it was told to be', async () => {
    await using world = await aWorld()
    valueOf(await world.api.createVariant(hero, forEver()))

    await fc.assert(
      fc.asyncProperty(variants, async told => {
        const variant = Variant.parse({ id: 'hero', ...told })

        expect(await world.api.editVariant(variant, forEver())).toEqual({ ok: true, value: variant })
        expect(await world.api.variant('hero', forEver())).toEqual({ ok: true, value: variant })
      }),
      { numRuns: 40 },
    )
  })

  it('lives from creation to its end', async () => {
    await using world = await aWorld()
    const unknown = { ok: false, problem: { code: 'variant-unknown', variant: 'hero' } }

    expect(await world.api.variant('hero', forEver())).toEqual(unknown)
    expect(await world.api.editVariant(hero, forEver())).toEqual(unknown)
    expect(await world.api.createVariant(hero, forEver())).toEqual({ ok: true, value: hero })
    expect(await world.api.createVariant(hero, forEver())).toEqual({
      ok: false,
      problem: { code: 'variant-exists', variant: 'hero' },
    })
    expect(valueOf(await world.api.variants(forEver())).map(({ id }) => id)).toEqual(['public', 'hero'])
    expect(await world.api.deleteVariant('hero', forEver())).toEqual({ ok: true, value: undefined })
    expect(await world.api.deleteVariant('hero', forEver())).toEqual(unknown)
  })

  it('stays when it is the built-in one', async () => {
    await using world = await aWorld()

    expect(await world.api.deleteVariant('public', forEver())).toEqual({
      ok: false,
      problem: { code: 'variant-built-in', variant: 'public' },
    })
    expect(await world.api.variant('public', forEver())).toMatchObject({ ok: true })
  })
})
