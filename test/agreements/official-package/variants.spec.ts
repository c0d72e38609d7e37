import { expect, it } from 'vitest'
import { linkTo, look } from './delivered.ts'
import { atEveryPlace, atTheLocalCloud } from './places.ts'
import { answerOf, verdictOf } from './answer.ts'

type Variant = { id: string; options: Record<string, unknown>; neverRequireSignedURLs?: boolean }

const small = { fit: 'scale-down', width: 32, height: 32, metadata: 'none' } as const

atEveryPlace('the variants', account => {
  const all = async () => {
    const { client, account_id } = account()
    const { variants } = await client.images.v1.variants.list({ account_id })
    // The package knows only an example by name; the service answers with a map of all.
    return (variants ?? {}) as Record<string, Variant>
  }

  it('are told by name, and public is among them', async () => {
    const variants = await all()

    expect(variants['public']).toMatchObject({ id: 'public', options: { fit: expect.any(String) } })
    expect(Object.entries(variants).every(([name, { id }]) => name === id)).toBe(true)
  })

  it('can be made, and are then told alone, flat, in the list and in every image', async () => {
    const { client, account_id, path, upload, get, run, site } = account()
    const image = await upload()
    const id = `${run}small`
    const expected = { id, options: small, neverRequireSignedURLs: true }

    const { variant } = await client.images.v1.variants.create({
      account_id,
      id,
      options: small,
      neverRequireSignedURLs: true,
    })

    expect(variant).toMatchObject(expected)
    const one = async () => (await client.images.v1.variants.get(id, { account_id })).variant
    await expect.poll(one, site.patience).toMatchObject(expected)
    const flat = async () => (await client.get<{ result: unknown }>(path(`v1/variants/${id}/flat`))).result
    await expect.poll(flat, site.patience).toMatchObject(expected)
    await expect.poll(async () => (await all())[id], site.patience).toMatchObject(expected)
    const links = async () => (await get(image.id)).variants.filter(link => link.endsWith(`/${id}`))
    await expect.poll(async () => (await links()).length, site.patience).toBe(1)
  })

  it('ask for signatures unless told otherwise', async () => {
    const { client, account_id, run } = account()

    const { variant } = await client.images.v1.variants.create({ account_id, id: `${run}asks`, options: small })

    expect(variant?.neverRequireSignedURLs ?? false).toBe(false)
  })

  it('change as a whole, and what is delivered changes with them', async () => {
    const { client, account_id, upload, run, site } = account()
    const id = `${run}changes`
    const link = linkTo(await upload(), id)
    await client.images.v1.variants.create({ account_id, id, options: small, neverRequireSignedURLs: true })
    await expect.poll(async () => (await look(link)).sides, site.patience).toEqual([32, 24])
    const options = { fit: 'cover', width: 16, height: 20, metadata: 'copyright' } as const

    const { variant } = await client.images.v1.variants.edit(id, { account_id, options, neverRequireSignedURLs: false })

    expect(variant).toMatchObject({ id, options, neverRequireSignedURLs: false })
    const kept = async () => (await client.images.v1.variants.get(id, { account_id })).variant
    await expect.poll(kept, site.patience).toMatchObject({ id, options, neverRequireSignedURLs: false })
    await expect.poll(async () => (await look(link)).sides, site.patience).toEqual([16, 20])
  })

  it('end for good', async () => {
    const { client, account_id, upload, run, site, expectRefused } = account()
    const id = `${run}ends`
    const link = linkTo(await upload(), id)
    await client.images.v1.variants.create({ account_id, id, options: small })
    await expect.poll(async () => (await look(link)).status, site.patience).toBe(200)

    const answer = await client.images.v1.variants.delete(id, { account_id })

    expect(answer).toEqual({})
    const ask = () => client.images.v1.variants.get(id, { account_id })
    await expect.poll(() => verdictOf(ask()), site.patience).not.toBe('accepted')
    expectRefused(await answerOf(ask()), { status: 404, code: 5401, unconfirmed: 'status of an unknown variant' })
    expect(Object.keys(await all())).not.toContain(id)
    await expect.poll(async () => (await look(link)).code, site.patience).toBe(9425)
  })

  it('cannot be told, changed or ended under a name nobody gave', async () => {
    const { client, account_id, path, run, expectRefused } = account()
    const id = `${run}never`
    const expected = { status: 404, code: 5401, unconfirmed: 'status of an unknown variant' }

    expectRefused(await answerOf(client.images.v1.variants.get(id, { account_id })), expected)
    expectRefused(await answerOf(client.get(path(`v1/variants/${id}/flat`))), expected)
    expectRefused(await answerOf(client.images.v1.variants.edit(id, { account_id, options: small })), expected)
    expectRefused(await answerOf(client.images.v1.variants.delete(id, { account_id })), expected)
  })

  it('have one name each', async () => {
    const { client, account_id, run, attempts, expectRefused, expectChosen } = account()
    const create = () => client.images.v1.variants.create({ account_id, id: `${run}twice`, options: small })
    await create()

    const tries = await attempts(async () => expectRefused(await answerOf(create()), { status: 409, code: 5409 }))

    expectChosen('attempts at a variant that is there', tries, 1)
  })

  it('fill in what is left out', async () => {
    const { client, path, run, expectChosen } = account()
    const body = { id: `${run}wide`, options: { width: 32, browser_ttl: 3600 } }

    const { result } = await client.post<{ result: { variant: Variant } }>(path('v1/variants'), { body })

    expect(result.variant.options).toMatchObject({ width: 32, browser_ttl: 3600 })
    const { fit, metadata } = result.variant.options
    expectChosen(
      'fit and metadata of a variant made without',
      { fit, metadata },
      { fit: 'scale-down', metadata: 'none' },
    )
  })

  it.each([
    ['without options', {}],
    ['with a fit nobody knows', { options: { ...small, fit: 'squash' } }],
    ['with metadata nobody knows', { options: { ...small, metadata: 'some' } }],
    ['without any width', { options: { ...small, width: 0 } }],
    ['with a height below nothing', { options: { ...small, height: -1 } }],
    ['blurred beyond all measure', { options: { ...small, blur: 251 } }],
    ['kept by browsers for a moment', { options: { ...small, browser_ttl: 10 } }],
    ['with a name of 100 characters', { id: 'x'.repeat(100), options: small }],
    ['with a name like options', { id: 'w=100', options: small }],
    ['with a name of two segments', { id: 'a/b', options: small }],
    ['with an empty name', { id: '', options: small }],
  ])('are refused %s', async (what, wrong) => {
    const { client, path, run, expectRefused } = account()
    const id = 'id' in wrong && wrong.id !== '' ? run + wrong.id : ''
    const body = { id: 'id' in wrong ? id : `${run}odd`, ...('options' in wrong && { options: wrong.options }) }

    const answer = await answerOf(client.post(path('v1/variants'), { body }))

    expectRefused(answer, { status: 400, code: 5400, unconfirmed: `a variant ${what}`, perhaps: true })
  })
})

atTheLocalCloud('the variants of an account', 'nothing may happen to those of a real one', account => {
  it('always hold public, which can change but not end', async () => {
    const { client, account_id, upload } = account()
    const link = linkTo(await upload(), 'public')

    const { status = 0 } = await answerOf(client.images.v1.variants.delete('public', { account_id }))
    await client.images.v1.variants.edit('public', { account_id, options: small })

    expect(Math.floor(status / 100)).toBe(4)
    expect((await client.images.v1.variants.get('public', { account_id })).variant?.options).toMatchObject(small)
    expect((await look(link)).sides).toEqual([32, 24])
  })

  it('are at most 100', async () => {
    const { client, account_id, run, expectRefused } = account()
    const create = (n: number) => client.images.v1.variants.create({ account_id, id: run + n, options: small })
    for (let n = 1; n < 100; n += 1) await create(n)

    const answer = await answerOf(create(100))

    expectRefused(answer, { status: 403, code: 5453 })
    await client.images.v1.variants.delete(`${run}1`, { account_id })
    expect((await create(100)).variant?.id).toBe(`${run}100`)
  })
})
