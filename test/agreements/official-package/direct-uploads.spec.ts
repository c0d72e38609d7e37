import { expect, it } from 'vitest'
import { linkTo, look } from './delivered.ts'
import { anSvg, aPicture, asFile, noPicture } from './pictures.ts'
import { atEveryPlace, atTheLocalCloud } from './places.ts'
import { answerOf, verdictOf } from './answer.ts'

const minute = 60_000
const hour = 60 * minute

atEveryPlace('a direct upload', account => {
  const inTime = (ms: number) => new Date(account().site.now() + ms).toISOString()

  it('is a draft until the picture comes, and then an image', async () => {
    const { get, reserve, send, run, site } = account()
    const { id, uploadURL } = await reserve({ creator: run })

    const draft = await get(id)
    const sent = await send(uploadURL, asFile(await aPicture()))
    const image = await get(id)

    expect(draft).toMatchObject({ id, draft: true, creator: run, meta: { run }, requireSignedURLs: false })
    expect(draft.variants.length).toBeGreaterThan(0)
    expect(sent).toMatchObject({ status: 200, result: { id, filename: 'dune.jpg', requireSignedURLs: false } })
    expect(sent.result).not.toHaveProperty('draft')
    expect(image).toMatchObject({ id, filename: 'dune.jpg', creator: run, meta: { run } })
    expect(image).not.toHaveProperty('draft')
    await expect.poll(async () => (await look(linkTo(image, 'public'))).sides, site.patience).toEqual([64, 48])
  })

  it('needs nothing said', async () => {
    const { client, account_id } = account()

    const { id, uploadURL } = await client.images.v2.directUploads.create({ account_id })

    expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(uploadURL).toMatch(/^https?:\/\//)
  })

  it('keeps all that is said', async () => {
    const { get, reserve, send, run } = account()
    const metadata = { run, shoot: 'dünes', nr: 7 }

    const secret = await reserve({
      creator: run,
      metadata: JSON.stringify(metadata),
      requireSignedURLs: true,
      expiry: inTime(hour),
    })
    await send(secret.uploadURL, asFile(await aPicture()))

    expect(await get(secret.id)).toMatchObject({ creator: run, meta: metadata, requireSignedURLs: true })
  })

  it('takes an id of ours, slashes and all', async () => {
    const { get, reserve, send, run, site } = account()
    const id = `${run}/this/is/ü %1`

    const reserved = await reserve({ id })
    const { status } = await send(reserved.uploadURL, asFile(await aPicture()))

    expect([reserved.id, status]).toEqual([id, 200])
    await expect.poll(async () => (await get(id)).id, site.patience).toBe(id)
  })

  it('takes metadata spread over fields', async () => {
    const { get, reserve, run, expectChosen } = account()

    const { id } = await reserve({ metadata: { run, a: { b: ['c', 1, true] } } })

    expectChosen('bracketed metadata of a draft', (await get(id)).meta, { run, a: { b: ['c', '1', 'true'] } })
  })

  it('does not show metadata to whoever holds the URL', async () => {
    const { reserve, send, expectChosen } = account()
    const { uploadURL } = await reserve()

    const { result } = await send(uploadURL, asFile(await aPicture()))

    const shown = Object.keys(result as object).filter(name => name.startsWith('meta'))
    expectChosen('metadata in the answer to an upload', shown, [])
  })

  it('may come from a page in a browser', async () => {
    const { reserve, send } = account()
    const { uploadURL } = await reserve()

    const { headers } = await send(uploadURL, asFile(await aPicture()))

    expect(headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/a-page\.example)$/)
  })

  it('is in no list before the picture is there', async () => {
    const { client, account_id, reserve, send, run, site } = account()
    const creator = `${run}-waits`
    const { id, uploadURL } = await reserve({ creator })
    const v1 = async () => {
      const { result } = await client.images.v1.list({ account_id, creator })
      return (result as { images?: { id: string }[] }).images?.map(image => image.id)
    }
    const v2 = async () => (await client.images.v2.list({ account_id, creator })).images?.map(image => image.id)

    expect([await v1(), await v2()]).toEqual([[], []])
    await send(uploadURL, asFile(await aPicture()))

    await expect.poll(async () => [await v1(), await v2()], site.patience).toEqual([[id], [id]])
  })

  it('works once', async () => {
    const { get, reserve, send, expectRefused } = account()
    const { id, uploadURL } = await reserve()
    await send(uploadURL, asFile(await aPicture(), 'first.jpg'))

    const second = await send(uploadURL, asFile(await aPicture(), 'second.jpg'))

    expectRefused(second, { status: 409, code: 5409, unconfirmed: 'a second upload to a one-time URL' })
    expect((await get(id)).filename).toBe('first.jpg')
  })

  it('refuses what is no picture, keeps none of it, and still takes a picture', async () => {
    const { get, reserve, send, expectRefused, expectChosen } = account()
    const { id, uploadURL } = await reserve()

    const words = await send(uploadURL, asFile(noPicture, 'words.jpg'))
    const draft = await get(id)
    const picture = await send(uploadURL, asFile(anSvg, 'dune.svg', 'image/svg+xml'))

    expectRefused(words, { status: 415, code: 5455, unconfirmed: 'words sent to an upload URL' })
    expect(draft).toMatchObject({ draft: true })
    expectChosen('a picture after a failed upload', picture.status, 200)
  })

  it('is refused under an id that is taken, at the first attempt', async () => {
    const { reserve, upload, run, attempts, expectRefused, expectChosen } = account()
    await reserve({ id: `${run}/taken/draft` })
    await upload({ id: `${run}/taken/image` })

    const tries = await attempts(async () => {
      for (const id of ['draft', 'image'])
        expectRefused(await answerOf(reserve({ id: `${run}/taken/${id}` })), { status: 409, code: 5409 })
    })

    expectChosen('attempts at two reservations under taken ids', tries, 2)
  })

  it('is refused under an id that can be none', async () => {
    const { reserve, run, expectRefused } = account()
    const [secret, uuid, ends] = await Promise.all([
      answerOf(reserve({ id: `${run}/secret`, requireSignedURLs: true })),
      answerOf(reserve({ id: '5d3b6a1e-7c1f-4a58-9d1c-0b7d5e2f9a00' })),
      answerOf(reserve({ id: `${run}/` })),
    ])

    expectRefused(secret, { status: 400, code: 5410, unconfirmed: 'status of a private draft with a custom id' })
    expectRefused(uuid, { status: 400, code: 5411, unconfirmed: 'status of a UUID for a draft' })
    expectRefused(ends, { status: 400, code: 5411, unconfirmed: 'a draft whose id ends with a slash' })
  })

  it.each([2.1 * minute, 5.9 * hour])('may last %d ms', async ms => {
    const { reserve } = account()

    const { uploadURL } = await reserve({ expiry: inTime(ms) })

    expect(uploadURL).not.toBe('')
  })

  it.each([
    ['a minute', () => inTime(minute)],
    ['seven hours', () => inTime(7 * hour)],
    ['a time long past', () => '2021-01-02T02:20:00Z'],
    ['no time at all', () => 'tomorrow'],
  ])('may not last %s', async (what, expiry) => {
    const { reserve, expectRefused } = account()

    const answer = await answerOf(reserve({ expiry: expiry() }))

    expectRefused(answer, { status: 400, code: 5400, unconfirmed: `a direct upload that lasts ${what}` })
  })

  it('ends when its draft is deleted', async () => {
    const { client, account_id, reserve, send, expectRefused, expectChosen } = account()
    const { id, uploadURL } = await reserve()

    const deleted = await verdictOf(client.images.v1.delete(id, { account_id }))
    const sent = await send(uploadURL, asFile(await aPicture()))

    expectChosen('deleting a draft', deleted, 'accepted')
    expectRefused(sent, { status: 404, code: 5404, unconfirmed: 'an upload to a deleted draft', perhaps: true })
  })

  it('is also had the deprecated way, for which the package has no method', async () => {
    const { client, get, path, send } = account()

    const { result } = await client.post<{ result: { id: string; uploadURL: string } }>(path('v1/direct_upload'), {
      body: { expiry: inTime(hour) },
    })
    const { status } = await send(result.uploadURL, asFile(await aPicture()))

    expect(status).toBe(200)
    expect((await get(result.id)).filename).toBe('dune.jpg')
  })

  it('is also had by JSON', async () => {
    const { client, path, run, expectChosen } = account()
    const body = { creator: run, metadata: { run }, expiry: inTime(hour) }

    const verdict = await verdictOf(client.post(path('v2/direct_upload'), { body }))

    expectChosen('a direct upload asked for in JSON', verdict, 'accepted')
  })
})

atTheLocalCloud('a direct upload that is late', 'nobody waits half an hour for it', account => {
  it('is refused after half an hour, or when it was told to be', async () => {
    const { client, account_id, reserve, send, site, expectRefused } = account()
    const usual = await reserve()
    const long = await reserve({ expiry: new Date(site.now() + 6 * hour - minute).toISOString() })

    site.pass(31 * 60)
    const late = await send(usual.uploadURL, asFile(await aPicture()))
    const early = await send(long.uploadURL, asFile(await aPicture()))

    expectRefused(late, { status: 404, code: 5404 })
    expectRefused(await answerOf(client.images.v1.get(usual.id, { account_id })), { status: 404, code: 5404 })
    expect(early.status).toBe(200)
  })

  it('leaves its custom id for another', async () => {
    const { reserve, run, site } = account()
    const id = `${run}/late`
    await reserve({ id })

    site.pass(31 * 60)

    expect((await reserve({ id })).id).toBe(id)
  })
})
