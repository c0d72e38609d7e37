import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aClient } from './a-client.ts'
import { type ACloud, aClock, aCloud, aPhoto, send } from './a-cloud.ts'

const Page = z.object({ images: z.array(z.object({ id: z.string() })), continuation_token: z.string().nullable() })
const photo = await aPhoto({ width: 16, height: 16 })

async function upload(cloud: ACloud, id: string, creator = '') {
  const { uploadURL } = await cloud.reserve({ id, creator })
  await send(uploadURL, photo)
}

async function pagesOf(cloud: ACloud, query: string) {
  const pages: string[][] = []
  let token: string | null = ''
  while (token !== null) {
    const { result } = await cloud.call('GET', `/v2?${query}&continuation_token=${token}`)
    const page = Page.parse(result)
    pages.push(page.images.map(image => image.id))
    token = page.continuation_token
  }
  return pages
}

describe('the list', () => {
  it('goes through all images page by page, newest first or oldest first', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now })
    const ids = Array.from({ length: 23 }, (_, index) => `photo-${String(index).padStart(2, '0')}`)
    for (const [index, id] of ids.entries()) {
      await upload(cloud, id)
      // Some share a moment; none may be lost or told twice for it.
      if (index % 4 === 0) clock.pass(1)
    }
    await cloud.reserve({ id: 'a-draft' })

    const newestFirst = await pagesOf(cloud, 'per_page=10')
    const oldestFirst = await pagesOf(cloud, 'per_page=10&sort_order=asc')

    expect(newestFirst.map(page => page.length)).toEqual([10, 10, 3])
    expect(oldestFirst.flat()).toEqual(ids)
    expect(newestFirst.flat()).toEqual(ids.toReversed())
    expect(await pagesOf(cloud, '')).toEqual([ids.toReversed()])
  })

  it('ends exactly at a full page', async () => {
    const cloud = await aCloud()
    for (let index = 0; index < 10; index += 1) await upload(cloud, `photo-${index}`)

    expect(await pagesOf(cloud, 'per_page=10')).toHaveLength(1)
  })

  it('picks by creator, or those without one', async () => {
    const cloud = await aCloud()
    await upload(cloud, 'hers', 'dorothea')
    await upload(cloud, 'nobodys')

    expect(await pagesOf(cloud, 'creator=dorothea')).toEqual([['hers']])
    expect(await pagesOf(cloud, 'creator=')).toEqual([['nobodys']])
  })

  it.each(['per_page=9', 'per_page=10001', 'per_page=x', 'sort_order=up', 'continuation_token=bogus', 'page=2'])(
    'refuses %s',
    async query => {
      const cloud = await aCloud()

      expect(await cloud.call('GET', `/v2?${query}`)).toMatchObject({ status: 400, code: 5400 })
    },
  )
})

describe('the deprecated list', () => {
  const idsOf = async (cloud: ACloud, query: string) => {
    const { result } = await cloud.call('GET', `/v1?${query}`)
    return z
      .strictObject({ images: z.array(z.object({ id: z.string() })) })
      .parse(result)
      .images.map(image => image.id)
  }

  it('goes through all images by page number, newest first, without drafts', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now })
    for (const id of ['first', 'second', 'third']) {
      await upload(cloud, id, id === 'second' ? 'dorothea' : '')
      clock.pass(1)
    }
    await cloud.reserve({ id: 'a-draft' })

    expect(await idsOf(cloud, '')).toEqual(['third', 'second', 'first'])
    expect(await idsOf(cloud, 'page=1&per_page=2')).toEqual(['third', 'second'])
    expect(await idsOf(cloud, 'page=2&per_page=2')).toEqual(['first'])
    expect(await idsOf(cloud, 'page=3&per_page=2')).toEqual([])
    expect(await idsOf(cloud, 'creator=dorothea')).toEqual(['second'])
    expect(await idsOf(cloud, 'creator=')).toEqual(['third', 'first'])
  })

  it.each(['page=0', 'page=1.5', 'page=1e300', 'per_page=0', 'per_page=10001', 'sort_order=asc', 'colour=red'])(
    'refuses %s',
    async query => {
      const cloud = await aCloud()

      expect(await cloud.call('GET', `/v1?${query}`)).toMatchObject({ status: 400, code: 5400 })
    },
  )

  it('is read by the official package', async () => {
    const cloud = await aCloud()
    await upload(cloud, 'photo', 'ansel')

    const page = await aClient(cloud).images.v1.list({ account_id: cloud.accountId, creator: 'ansel', per_page: 10 })

    expect(page.result).toMatchObject({ images: [{ id: 'photo', creator: 'ansel', filename: 'dune.jpg' }] })
  })
})

describe('the count', () => {
  it('leaves drafts out', async () => {
    const cloud = await aCloud()
    await upload(cloud, 'photo')
    await cloud.reserve()

    expect((await cloud.call('GET', '/v1/stats')).result).toEqual({ count: { current: 1, allowed: 100_000 } })
  })
})
