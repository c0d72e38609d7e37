import { beforeAll, expect, it } from 'vitest'
import { type Kept } from './account.ts'
import { atEveryPlace, atTheLocalCloud } from './places.ts'
import { answerOf } from './answer.ts'

// The package types what it pages through as `items`; the service says `images` (images-api §5.5).
type Listed = { images?: Kept[] }

atEveryPlace('the deprecated list', account => {
  const kept: string[] = []
  const ids = async (query: { page?: number; per_page?: number; creator?: string | null } = {}) => {
    const { client, account_id, run } = account()
    const { result } = await client.images.v1.list({ account_id, creator: run, ...query })
    return ((result as Listed).images ?? []).map(image => image.id)
  }

  beforeAll(async () => {
    const { upload, reserve, run, until } = account()
    for (let n = 0; n < 12; n += 1) kept.unshift((await upload({ creator: run })).id)
    await reserve({ creator: run })
    await until(async () => (await ids({ per_page: 100 })).length === 12)
  }, 300_000)

  it('is read from the answer, not by iterating', async () => {
    const { client, account_id, run } = account()
    const page = await client.images.v1.list({ account_id, creator: run })
    const iterated: unknown[] = []
    for await (const image of page) iterated.push(image)

    expect((page.result as Listed).images?.[0]).toMatchObject({ creator: run, meta: { run }, requireSignedURLs: false })
    expect(iterated).toEqual([])
    expect(page.hasNextPage()).toBe(false)
  })

  it('holds each image once and no draft, newest first', async () => {
    const { expectChosen } = account()

    const all = await ids({ per_page: 100 })

    expect(all.toSorted()).toEqual(kept.toSorted())
    expectChosen('order of the deprecated list', all, kept)
  })

  it('comes page by page, until one is short or empty', async () => {
    const pages = [
      await ids({ per_page: 10 }),
      await ids({ per_page: 10, page: 2 }),
      await ids({ per_page: 10, page: 3 }),
    ]

    expect(pages.map(page => page.length)).toEqual([10, 2, 0])
    expect(pages.flat().toSorted()).toEqual(kept.toSorted())
  })

  it('tells apart whose images they are', async () => {
    const { upload, run, site } = account()
    const hers = await upload({ creator: `${run}-ada` })

    await expect.poll(() => ids({ creator: `${run}-ada` }), site.patience).toEqual([hers.id])
    expect(await ids({ creator: `${run}-nobody` })).toEqual([])
  })

  it('finds the images nobody is named for', async () => {
    const { upload, site } = account()
    const { id } = await upload()

    await expect.poll(() => ids({ creator: '', per_page: 100 }), site.patience).toContain(id)
    expect(await ids({ creator: '', per_page: 100 })).not.toContain(kept[0])
  })
})

atTheLocalCloud('the deprecated list asked amiss', 'its limits are told differently by every source', account => {
  it.each([{ page: 0 }, { per_page: 0 }, { per_page: 10_001 }])('refuses %o', async query => {
    const { client, account_id, expectRefused } = account()

    const answer = await answerOf(client.images.v1.list({ account_id, ...query }))

    expectRefused(answer, { status: 400, code: 5400 })
  })
})
