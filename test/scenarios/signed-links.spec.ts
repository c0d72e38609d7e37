import { describe, expect, it } from 'vitest'
import type { LinkToSign, Outcome } from '../../preload/contract/index.ts'
import { aWorld, type World } from '../support/a-world.ts'
import { anotherDesk, must } from '../support/another-desk.ts'

const day = 86_400_000

type Order = Omit<Parameters<World['engine']['answers']['signLinks']>[0], 'expiresAt'>
const sign = (world: World, order: Order, expiresAt = world.clock.now() + day) =>
  world.during(world.engine.answers.signLinks({ ...order, expiresAt }))

const options = { fit: 'cover', width: 40, height: 40, metadata: 'none', blur: null, browserTtlSeconds: null } as const
const addVariant = async (world: World, id: string) =>
  must(await world.during(world.engine.answers.createVariant({ variant: { id, options, alwaysPublic: false } })))

const status = async (url: string) => (await fetch(url)).status

async function privateWorld() {
  const world = await aWorld({ photos: ['dune.jpg'], settings: { private: true } })
  await world.start()
  await world.settle()
  const receipt = world.receipts()[0]
  return { world, id: receipt?.imageId ?? '', link: receipt?.links[0] ?? '' }
}

const codeOf = (outcome: Outcome<unknown>) => (outcome.ok ? null : outcome.problem.code)

describe('a signed link', () => {
  it('opens a private image, which refuses without one', async () => {
    const { world, id, link } = await privateWorld()
    await using _ = world

    const { links, key } = must(await sign(world, { links: [{ image: id, variant: 'public' }, { link }] }))

    expect(key).toBe('default')
    expect(links.map(one => one.imageId)).toEqual([id, id])
    expect(await status(link)).toBe(403)
    expect(await Promise.all(links.map(one => status(one.url)))).toEqual([200, 200])
    expect(links[0]?.url).toBe(links[1]?.url)
  })

  it('signed again has one signature, and keeps what else its address carries', async () => {
    const { world, link } = await privateWorld()
    await using _ = world
    const first = must(await sign(world, { links: [{ link: `${link}?v=2` }] })).links[0]?.url ?? ''

    const [again] = must(await sign(world, { links: [{ link: first }] }, world.clock.now() + 2 * day)).links

    expect(again?.url.match(/sig=/g)).toHaveLength(1)
    expect(again?.url).toMatch(/\?v=2&exp=\d+&sig=[0-9a-f]{64}$/)
    expect(again?.url).not.toBe(first)
    expect(await status(again?.url ?? '')).toBe(200)
  })

  it('is in the variant that is named, though it came after the image', async () => {
    const { world, id } = await privateWorld()
    await using _ = world
    await addVariant(world, 'hero')

    const [signed] = must(await sign(world, { links: [{ image: id, variant: 'hero' }] })).links

    expect(signed?.url).toContain(`/${id}/hero?exp=`)
    expect(codeOf(await sign(world, { links: [{ image: id, variant: 'nothing' }] }))).toBe('variant-unknown')
  })

  it('is made by the key that is named', async () => {
    const { world, link } = await privateWorld()
    await using _ = world
    must(await world.during(world.engine.answers.createSigningKey({ key: 'client' })))

    const byClient = must(await sign(world, { links: [{ link }], key: 'client' }))
    const byDefault = must(await sign(world, { links: [{ link }] }))

    expect(byClient.key).toBe('client')
    expect(byClient.links[0]?.url).not.toBe(byDefault.links[0]?.url)
    expect(codeOf(await sign(world, { links: [{ link }], key: 'nobody' }))).toBe('signing-key-unknown')
  })

  it('needs the keys once, and is made without any call after that', async () => {
    const { world, id } = await privateWorld()
    await using _ = world
    const links = Array.from({ length: 500 }, (): LinkToSign => ({ image: id, variant: 'public' }))
    must(await sign(world, { links }))
    const calls = { ...world.cloud.calls() }

    must(await sign(world, { links }))

    expect(calls['GET keys']).toBe(1)
    expect(world.cloud.calls()).toEqual(calls)
  })

  it('is made by no key that was deleted, nor one of an old token', async () => {
    const { world, link } = await privateWorld()
    await using _ = world
    must(await world.during(world.engine.answers.createSigningKey({ key: 'client' })))
    must(await sign(world, { links: [{ link }], key: 'client' }))
    const calls = world.cloud.calls()['GET keys'] ?? 0

    must(await world.during(world.engine.answers.deleteSigningKey({ key: 'client' })))
    expect(codeOf(await sign(world, { links: [{ link }], key: 'client' }))).toBe('signing-key-unknown')
    must(await world.during(world.engine.answers.replaceToken({ profile: 'studio', token: world.cloud.token })))
    must(await sign(world, { links: [{ link }] }))

    expect(world.cloud.calls()['GET keys']).toBe(calls + 2)
  })

  it('cannot be made of what is no link, has an id of one’s own, sizes in it, or has ended already', async () => {
    const { world, id, link } = await privateWorld()
    await using _ = world
    const own = await anotherDesk(world).upload('a.jpg', 5, { id: 'shoot/a' })
    const refusal = async (one: LinkToSign) => codeOf(await sign(world, { links: [one] }))

    expect(await refusal({ link: 'https://example.com/' })).toBe('link-not-signable')
    expect(await refusal({ link: own.links[0] ?? '' })).toBe('link-not-signable')
    expect(await refusal({ image: own.id, variant: 'public' })).toBe('link-not-signable')
    expect(await refusal({ link: link.replace(/public$/, 'w=400,fit=cover') })).toBe('link-not-signable')
    expect(codeOf(await sign(world, { links: [{ link }] }, world.clock.now()))).toBe('invalid-input')
    expect(await refusal({ image: id.replace(/^./, digit => (digit === '0' ? '1' : '0')), variant: 'public' })).toBe(
      'image-unknown',
    )
  })
})

describe('answers about signing keys', () => {
  it('never hold the value of one', async () => {
    const { world, link } = await privateWorld()
    await using _ = world
    const values = must(await anotherDesk(world).images.keys(new AbortController().signal)).map(key => key.value)
    const told: unknown[] = []
    world.engine.feed.listen(event => told.push(event))

    told.push(await world.during(world.engine.answers.listSigningKeys({})))
    told.push(await world.during(world.engine.answers.createSigningKey({ key: 'client' })))
    told.push(await sign(world, { links: [{ link }] }))
    values.push(...must(await anotherDesk(world).images.keys(new AbortController().signal)).map(key => key.value))
    told.push(await world.during(world.engine.answers.deleteSigningKey({ key: 'client' })))

    expect(values).toHaveLength(3)
    for (const value of values) expect(JSON.stringify(told)).not.toContain(value)
  })
})

describe('variants', () => {
  it('are listed, looked at, made, changed and deleted; “public” stays', async () => {
    await using world = await aWorld()
    const { answers } = world.engine
    const variant = { id: 'hero', options, alwaysPublic: true }
    await addVariant(world, 'hero')

    must(await world.during(answers.editVariant({ variant })))
    expect(must(await world.during(answers.getVariant({ variant: 'hero' })))).toEqual(variant)
    expect(codeOf(await world.during(answers.createVariant({ variant })))).toBe('variant-exists')
    expect(
      must(await world.during(answers.listVariants({})))
        .variants.map(one => one.id)
        .toSorted(),
    ).toEqual(['hero', 'public'])
    must(await world.during(answers.deleteVariant({ variant: 'hero' })))
    expect(codeOf(await world.during(answers.getVariant({ variant: 'hero' })))).toBe('variant-unknown')
    expect(codeOf(await world.during(answers.deleteVariant({ variant: 'public' })))).toBe('variant-built-in')
    must(await world.during(answers.setFlexibleVariants({ enabled: true })))
  })
})

describe('questions about an account', () => {
  it('are answered by the service, or by the mirror alone', async () => {
    const { world, id } = await privateWorld()
    await using _ = world
    const { answers } = world.engine

    expect(must(await world.during(answers.accountUse({})))).toMatchObject({ current: 1 })
    expect(
      must(await world.during(answers.listImages({ filters: [], order: 'oldest', limit: 10 }))).images,
    ).toHaveLength(1)
    expect(must(await world.during(answers.listImagesV1({ page: 1, perPage: 100 }))).images[0]?.id).toBe(id)
    const details = must(await world.during(answers.getImage({ image: id })))
    expect(details).toMatchObject({ image: { id, private: true }, receipt: { imageId: id } })
    const calls = { ...world.cloud.calls() }
    const found = must(await answers.searchLibrary({ text: 'DÜNE dune'.slice(5), order: 'name', limit: 10 }))
    expect(found).toMatchObject({ total: 1, images: [{ id }] })
    expect(world.cloud.calls()).toEqual(calls)
    expect(codeOf(await answers.searchLibrary({ profile: 'nobody', order: 'name', limit: 10 }))).toBe('profile-unknown')
  })
})
