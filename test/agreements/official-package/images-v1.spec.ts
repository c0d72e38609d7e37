import { NotFoundError } from 'cloudflare'
import { expect, it } from 'vitest'
import { linkTo, look } from './delivered.ts'
import { atEveryPlace } from './places.ts'
import { answerOf, verdictOf } from './answer.ts'

const nobody = '00000000-0000-4000-8000-000000000000'

atEveryPlace('the description of an image', account => {
  it('tells again what the upload told', async () => {
    const { upload, get, run } = account()
    const { uploaded, variants, ...told } = await upload({ creator: run })

    const image = await get(told.id)

    expect(image).toMatchObject(told)
    expect(image.variants.toSorted()).toEqual(variants.toSorted())
    // Fractions of a second may differ between upload and description.
    expect(Math.abs(Date.parse(image.uploaded ?? '') - Date.parse(uploaded ?? ''))).toBeLessThan(1_000)
  })

  it('does not exist for an id nobody has', async () => {
    const { client, account_id, expectRefused } = account()
    const ask = () => client.images.v1.get(nobody, { account_id })

    await expect(ask()).rejects.toBeInstanceOf(NotFoundError)
    expectRefused(await answerOf(ask()), { status: 404, code: 5404 })
  })
})

atEveryPlace('a change to an image', account => {
  it('gives it other metadata in place of the old, under the same id', async () => {
    const { client, account_id, upload, get, run } = account()
    const { id } = await upload({ creator: run, metadata: JSON.stringify({ run, shoot: 'dunes', nr: 7 }) })
    const metadata = { run, stars: 5, place: { name: 'Merzouga' } }

    const changed = await client.images.v1.edit(id, { account_id, metadata })

    expect(changed).toMatchObject({ id, creator: run, requireSignedURLs: false })
    expect(changed.meta).toEqual(metadata)
    expect((await get(id)).meta).toEqual(metadata)
  })

  it('leaves alone what it does not name', async () => {
    const { client, account_id, upload, get, run } = account()
    const { id, meta } = await upload({ creator: run })

    const unchanged = await client.images.v1.edit(id, { account_id })
    const renamed = await client.images.v1.edit(id, { account_id, creator: `${run}-ada` })
    const same = await client.images.v1.edit(id, { account_id, requireSignedURLs: false })

    expect(unchanged).toMatchObject({ id, creator: run, meta })
    expect(renamed).toMatchObject({ id, creator: `${run}-ada`, meta })
    expect(same).toMatchObject({ id, creator: `${run}-ada`, meta, requireSignedURLs: false })
    expect(await get(id)).toMatchObject({ id, creator: `${run}-ada`, meta })
  })

  it('can take the creator away', async () => {
    const { client, account_id, upload, path, run, expectChosen } = account()
    const [one, other] = [await upload({ creator: run }), await upload({ creator: run })]
    const creatorOf = async (id: string) => (await client.images.v1.get(id, { account_id })).creator ?? null

    const byText = await verdictOf(client.images.v1.edit(one.id, { account_id, creator: '' }))
    const byNull = await verdictOf(client.patch(path(`v1/${other.id}`), { body: { creator: null } }))

    expectChosen('creator changed to ""', [byText, await creatorOf(one.id)], ['accepted', null])
    expectChosen('creator changed to null', [byNull, await creatorOf(other.id)], ['accepted', null])
  })

  it('is refused for an id nobody has', async () => {
    const { client, account_id, expectRefused } = account()

    const answer = await answerOf(client.images.v1.edit(nobody, { account_id, creator: 'ada' }))

    expectRefused(answer, { status: 404, code: 5404 })
  })

  it('is refused with too much metadata, and changes nothing', async () => {
    const { client, account_id, upload, get, expectRefused } = account()
    const { id, meta } = await upload()

    const answer = await answerOf(client.images.v1.edit(id, { account_id, metadata: { pad: 'x'.repeat(1024) } }))

    expectRefused(answer, { status: 400, code: 5400, unconfirmed: 'a change to too much metadata' })
    expect((await get(id)).meta).toEqual(meta)
  })

  it('is refused as a form', async () => {
    const { client, upload, path, expectRefused } = account()
    const { id } = await upload()
    const body = new FormData()
    body.append('requireSignedURLs', 'true')

    const answer = await answerOf(client.patch(path(`v1/${id}`), { body }))

    expectRefused(answer, { status: 400, code: 5400, unconfirmed: 'status of a form where JSON is due' })
  })

  it('never makes an image with a custom id private', async () => {
    const { client, account_id, upload, get, run, expectRefused } = account()
    const { id } = await upload({ id: `${run}/for/all` })

    const answer = await answerOf(client.images.v1.edit(id, { account_id, requireSignedURLs: true }))

    expectRefused(answer, { status: 400, code: 5410, unconfirmed: 'status of a custom id made private' })
    expect((await get(id)).requireSignedURLs).toBe(false)
  })
})

atEveryPlace('an image that becomes private', account => {
  it('lives on under a new id, and the old one is gone; and so on the way back', async () => {
    const { client, account_id, upload, get, run, site, expectRefused, expectChosen } = account()
    const open = await upload({ creator: run })
    const turn = async (id: string, requireSignedURLs: boolean) => {
      const { id: newId = '' } = await client.images.v1.edit(id, { account_id, requireSignedURLs })
      return newId
    }

    const secret = await turn(open.id, true)

    expectChosen('another id when an image becomes private', secret === open.id, false)
    const same = { creator: run, meta: { run }, filename: open.filename, uploaded: expect.any(String) }
    await expect.poll(() => get(secret), site.patience).toMatchObject({ ...same, id: secret, requireSignedURLs: true })

    const back = await turn(secret, false)

    expect(back).not.toBe(secret)
    await expect.poll(() => get(back), site.patience).toMatchObject({ ...same, id: back, requireSignedURLs: false })
    const former = site.isReal ? [secret] : [open.id, secret]
    for (const id of former) {
      await expect.poll(() => verdictOf(client.images.v1.get(id, { account_id })), site.patience).not.toBe('accepted')
      expectRefused(await answerOf(client.images.v1.get(id, { account_id })), { status: 404, code: 5404 })
    }
  })
})

atEveryPlace('deleting an image', account => {
  it('ends it for good', async () => {
    const { client, account_id, upload, site, expectRefused } = account()
    const { id, variants } = await upload()

    const answer = await client.images.v1.delete(id, { account_id })

    expect(answer).toEqual({})
    await expect.poll(() => verdictOf(client.images.v1.get(id, { account_id })), site.patience).not.toBe('accepted')
    expectRefused(await answerOf(client.images.v1.get(id, { account_id })), { status: 404, code: 5404 })
    expectRefused(await answerOf(client.images.v1.delete(id, { account_id })), { status: 404, code: 5404 })
    await expect.poll(async () => (await look(linkTo({ variants }, 'public'))).status, site.patience).toBe(404)
  })

  it('leaves its custom id for another', async () => {
    const { client, account_id, upload, run, site } = account()
    const id = `${run}/again`
    await upload({ id })
    await client.images.v1.delete(id, { account_id })

    // The real service may need a while to forget.
    await expect.poll(() => verdictOf(upload({ id })), site.patience).toBe('accepted')
  })
})
