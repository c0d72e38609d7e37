import { beforeAll, expect, it } from 'vitest'
import { atEveryPlace, atTheLocalCloud } from './places.ts'
import { answerOf } from './answer.ts'

const count = 25
const numbers = Array.from({ length: count }, (_, n) => n)

atEveryPlace('the list', account => {
  const idOf: string[] = []
  const list = (query: Record<string, unknown> = {}) => {
    const { client, account_id, run } = account()
    return client.images.v2.list({ account_id, creator: run, ...query })
  }
  const idsOf = (page: Awaited<ReturnType<typeof list>>) => (page.images ?? []).map(image => image.id)

  beforeAll(async () => {
    const { upload, reserve, tags, run, until } = account()
    for (const n of numbers) idOf.push((await upload({ creator: run, metadata: tags({ n }) })).id)
    await reserve({ creator: run })
    await until(async () => idsOf(await list()).length === count)
  }, 300_000)

  it.each(['asc', 'desc'] as const)('comes in pages, and the last one says so: %s', async sort_order => {
    const { site } = account()
    const pages = []
    let continuation_token: string | null | undefined = null
    do {
      const page = await list({ sort_order, per_page: 10, continuation_token })
      continuation_token = page.continuation_token
      pages.push(page)
    } while (continuation_token !== null && continuation_token !== undefined && pages.length < 9)

    expect(pages.map(page => page.images?.length)).toEqual([10, 10, 5])
    expect(pages.at(-1)?.continuation_token).toBeNull()
    const seen = pages.flatMap(idsOf)
    const expected = sort_order === 'asc' ? idOf : idOf.toReversed()
    if (site.isReal) expect(new Set(seen)).toEqual(new Set(idOf))
    else expect(seen).toEqual(expected)
    const times = pages.flatMap(page => (page.images ?? []).map(image => seconds(image.uploaded)))
    expect(times).toEqual(times.toSorted((a, b) => (sort_order === 'asc' ? a - b : b - a)))
  })

  it('starts with the newest unless told otherwise', async () => {
    const times = ((await list()).images ?? []).map(image => seconds(image.uploaded))

    expect(times).toHaveLength(count)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  it('tells of each image what its description tells', async () => {
    const { get } = account()
    const { images = [] } = await list()
    const { variants, uploaded, ...listed } = images[0] ?? {}

    const image = await get(listed.id ?? '')

    expect(image).toMatchObject(listed)
    expect(uploaded).toBeDefined()
    expect(variants?.toSorted()).toEqual(image.variants.toSorted())
  })

  it('tells apart whose images they are', async () => {
    const { upload, run, site } = account()
    const hers = await upload({ creator: `${run}-ada` })

    await expect.poll(async () => idsOf(await list({ creator: `${run}-ada` })), site.patience).toEqual([hers.id])
    expect(idsOf(await list({ creator: `${run}-nobody` }))).toEqual([])
    expect(idsOf(await list())).not.toContain(hers.id)
  })

  it('finds the images nobody is named for', async () => {
    const { upload, site } = account()
    const { id } = await upload()

    await expect.poll(async () => idsOf(await list({ creator: '' })), site.patience).toContain(id)
    expect(idsOf(await list({ creator: '' }))).not.toContain(idOf[0])
  })

  it('takes null for nothing said', async () => {
    const { client, account_id } = account()

    const page = await client.images.v2.list({ account_id, creator: null, continuation_token: null, per_page: 10 })

    expect(page.images?.length).toBeGreaterThan(0)
  })

  it('loses a deleted image', async () => {
    const { client, account_id, upload, run, site } = account()
    const creator = `${run}-gone`
    const { id } = await upload({ creator })
    await expect.poll(async () => idsOf(await list({ creator })), site.patience).toEqual([id])

    await client.images.v1.delete(id, { account_id })

    await expect.poll(async () => idsOf(await list({ creator })), site.patience).toEqual([])
  })

  it.each([
    { per_page: 9 },
    { per_page: 10_001 },
    { per_page: 'many' },
    { sort_order: 'sideways' },
    { continuation_token: 'bm90IGEgdG9rZW4' },
  ])('refuses %o', async query => {
    const { expectRefused } = account()

    const answer = await answerOf(list(query))

    expectRefused(answer, {
      status: 400,
      code: 5400,
      unconfirmed: `a list with ${JSON.stringify(query)}`,
      perhaps: true,
    })
  })
})

atTheLocalCloud('the list while images come and go', 'the real one does not promise it', account => {
  it('shows every image that stays, once', async () => {
    const { client, account_id, upload } = account()
    const ids: string[] = []
    for (let n = 0; n < 15; n += 1) ids.push((await upload()).id)
    const page = (continuation_token: string | null) =>
      client.images.v2.list({ account_id, per_page: 10, continuation_token })

    const first = await page(null)
    const lastSeen = first.images?.at(-1)?.id ?? ''
    await client.images.v1.delete(lastSeen, { account_id })
    await upload()
    const second = await page(first.continuation_token ?? null)

    const seen = [first, second].flatMap(({ images = [] }) => images.map(image => image.id))
    expect(seen).toEqual(ids.toReversed())
    expect(second.continuation_token).toBeNull()
  })
})

/** Fractions of a second are not to be relied on. */
const seconds = (uploaded = '') => Math.floor(Date.parse(uploaded) / 1000)
