import { describe, expect, it } from 'vitest'
import type { ImageList } from '../../../main/engine/ports.ts'
import { accountId, bad, forEver, good, say, startOddCloud } from './odd-cloud.ts'
import { aPhoto, aWorld, valueOf } from './local-world.ts'

const path = `/client/v4/accounts/${accountId}/images`
const all: ImageList = { filters: [], order: 'newest', limit: 1_000 }
const picture = (id: string, more: object = {}) => ({ id, uploaded: '2026-01-02T03:04:05Z', variants: [], ...more })

/** A service that answers every list alike; `query` is what it was asked last. */
async function aListing(result: unknown, status = 200) {
  const cloud = await startOddCloud((_request, response) =>
    say(response, status, status === 200 ? good(result) : result),
  )
  return {
    api: cloud.api,
    asked: cloud.asked,
    query: () => [...new URL(`http://x${cloud.asked.at(-1)?.split(' ')[1] ?? ''}`).searchParams],
    [Symbol.asyncDispose]: () => cloud[Symbol.asyncDispose](),
  }
}

describe('listing images', () => {
  it.each<[string, Partial<ImageList>, [string, string][]]>([
    ['of anybody', {}, []],
    ['of one creator', { creator: 'ada & co' }, [['creator', 'ada & co']]],
    ['of nobody', { creator: null }, [['creator', '']]],
    ['after a page', { after: 'a+b/c==' }, [['continuation_token', 'a+b/c==']]],
    [
      'by metadata',
      { filters: [{ field: 'region.name', operator: 'eq:string', value: 'dünes|é' }] },
      [['meta.region.name[eq:string]', 'dünes|é']],
    ],
    [
      'by a range',
      {
        filters: [
          { field: 'rating', operator: 'gte:number', value: '3' },
          { field: 'rating', operator: 'lt', value: '5' },
        ],
      },
      [
        ['meta.rating[gte:number]', '3'],
        ['meta.rating[lt]', '5'],
      ],
    ],
    [
      'by two conditions of one name',
      {
        filters: [
          { field: 'tag', operator: 'eq', value: 'sea' },
          { field: 'tag', operator: 'eq', value: '' },
        ],
      },
      [
        ['meta.tag[eq]', 'sea'],
        ['meta.tag[eq]', ''],
      ],
    ],
  ])('asks for those %s', async (_what, choice, expected) => {
    await using listing = await aListing({ images: [], continuation_token: null })

    await listing.api.list({ ...all, ...choice }, forEver())

    expect(listing.query()).toEqual(expect.arrayContaining([['per_page', '1000'], ['sort_order', 'desc'], ...expected]))
    expect(listing.query()).toHaveLength(2 + expected.length)
    expect(listing.asked[0]).toMatch(`GET ${path}/v2?`)
  })

  it('asks for at most 1,000 at a time, in either order', async () => {
    await using listing = await aListing({ images: [] })

    await listing.api.list({ ...all, order: 'oldest', limit: 10_000 }, forEver())

    expect(listing.query()).toEqual([
      ['per_page', '1000'],
      ['sort_order', 'asc'],
    ])
  })

  it('tells the images in their order and where the next page begins', async () => {
    await using listing = await aListing({
      images: [picture('b', { meta: { nr: 1 } }), picture('a', { metadata: { nr: 2 }, creator: 'ada' })],
      continuation_token: 'next',
    })

    expect(valueOf(await listing.api.list(all, forEver()))).toMatchObject({
      images: [
        { id: 'b', metadata: { nr: 1 }, creator: null },
        { id: 'a', metadata: { nr: 2 }, creator: 'ada' },
      ],
      next: 'next',
    })
  })

  it.each([[null], [''], [undefined]])('knows the last page by the token %o', async token => {
    await using listing = await aListing({ images: [], continuation_token: token })

    expect(await listing.api.list(all, forEver())).toEqual({ ok: true, value: { images: [], next: null } })
  })

  it('passes over drafts', async () => {
    await using listing = await aListing({ images: [picture('a', { draft: true }), picture('b')] })

    expect(valueOf(await listing.api.list(all, forEver())).images.map(({ id }) => id)).toEqual(['b'])
  })

  it.each([['words'], [['a', 'list']], [7]])('shows an image whose metadata is %o', async meta => {
    await using listing = await aListing({ images: [picture('a', { meta })] })

    expect(valueOf(await listing.api.list(all, forEver())).images).toMatchObject([{ id: 'a', metadata: {} }])
  })

  it('never passes over an image it cannot read', async () => {
    await using listing = await aListing({ images: [picture('a'), { uploaded: '2026-01-02T03:04:05Z' }] })

    expect(await listing.api.list(all, forEver())).toMatchObject({
      ok: false,
      problem: { code: 'not-understood', status: 200, detail: expect.stringContaining('images.1.id') },
    })
  })

  it('takes a page far longer than one answer usually is', async () => {
    const links = Array.from({ length: 100 }, (_, nr) => `https://imagedelivery.net/hash/${'i'.repeat(36)}/size-${nr}`)
    const images = Array.from({ length: 1_000 }, (_, nr) => picture(`image-${nr}`, { variants: links }))
    expect(JSON.stringify(images).length).toBeGreaterThan(7_000_000)
    await using listing = await aListing({ images })

    expect(valueOf(await listing.api.list(all, forEver())).images).toHaveLength(1_000)
  })

  it('gives up on an answer without end', async () => {
    await using cloud = await startOddCloud((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(1_000_000)));
      }
      response.on('drain', more)
      more()
    })

    expect(await cloud.api.list(all, forEver())).toMatchObject({
      ok: false,
      problem: { code: 'not-understood', detail: expect.stringContaining('longer than') },
    })
  })

  it('tells a filter that the service does not take', async () => {
    await using listing = await aListing(bad(5400, 'bad filter'), 400)

    expect(await listing.api.list(all, forEver())).toMatchObject({
      ok: false,
      problem: { code: 'request-refused', apiCode: 5400, detail: 'bad filter' },
    })
  })

  it('meets every image once, page by page', async () => {
    await using world = await aWorld()
    const sent: string[] = []
    for (let nr = 0; nr < 23; nr += 1) sent.push((await world.deliver(await aPhoto(`${nr}.jpg`))).id)

    const seen: string[] = []
    const sizes: number[] = []
    for (let after: string | null | undefined; after !== null;) {
      const page = valueOf(await world.api.list({ ...all, limit: 10, ...(after && { after }) }, forEver()))
      seen.push(...page.images.map(({ id }) => id))
      sizes.push(page.images.length)
      after = page.next
    }

    expect(sizes).toEqual([10, 10, 3])
    expect(seen.toSorted()).toEqual(sent.toSorted())
  })
})

describe('the deprecated list', () => {
  it.each<[object, [string, string][]]>([
    [{}, []],
    [{ creator: 'ada' }, [['creator', 'ada']]],
    [{ creator: null }, [['creator', '']]],
  ])('asks by page number: %o', async (choice, expected) => {
    await using listing = await aListing({ images: [] })

    await listing.api.listV1({ page: 3, perPage: 500, ...choice }, forEver())

    expect(listing.query()).toEqual([['page', '3'], ['per_page', '100'], ...expected])
    expect(listing.asked).toHaveLength(1)
    expect(listing.asked[0]).toMatch(`GET ${path}/v1?`)
  })

  it('reads the images, and asks for no other page by itself', async () => {
    await using listing = await aListing({ images: [picture('a'), picture('b')] })

    expect(valueOf(await listing.api.listV1({ page: 1, perPage: 10 }, forEver())).map(({ id }) => id)).toEqual([
      'a',
      'b',
    ])
    expect(listing.asked).toHaveLength(1)
  })

  it('does not take an answer without images for an empty page', async () => {
    await using listing = await aListing({ items: [] })

    expect(await listing.api.listV1({ page: 1, perPage: 10 }, forEver())).toMatchObject({
      ok: false,
      problem: { code: 'not-understood' },
    })
  })
})
