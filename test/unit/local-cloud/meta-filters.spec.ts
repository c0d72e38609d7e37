import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { everyKindOfFilter, manyImages, type SeededImage, seedImages } from '../../support/seed-images.ts'
import { aClient } from './a-client.ts'
import { type ACloud, aCloud, aFolder } from './a-cloud.ts'

const Page = z.object({ images: z.array(z.object({ id: z.string() })), continuation_token: z.string().nullable() })

/** All ids a query finds, page by page. */
async function idsOf(cloud: ACloud, query: Record<string, string> | [string, string][]): Promise<string[]> {
  const ids: string[] = []
  let continuation_token: string | null = ''
  while (continuation_token !== null) {
    const search = new URLSearchParams(query)
    search.set('continuation_token', continuation_token)
    const answer = await cloud.call('GET', `/v2?${search.toString()}`)
    expect(answer.status, answer.message).toBe(200)
    const page = Page.parse(answer.result)
    ids.push(...page.images.map(image => image.id))
    continuation_token = page.continuation_token
  }
  return ids
}

async function withImages(images: readonly SeededImage[]): Promise<ACloud> {
  const folder = aFolder()
  seedImages(folder, images)
  return await aCloud({ folder })
}

/** What a filter should find, said in plain JavaScript. */
function matches({ metadata }: SeededImage, parameter: string, value: string): boolean {
  const [, path = '', kind = '', type] = /^meta\.(.+)\[([a-z]+):?(.*)\]$/.exec(parameter) ?? []
  const found = path.split('.').reduce<unknown>((at, name) => ownMember(at, name), metadata)
  switch (kind) {
    case 'eq':
      return formsOf(value, type).includes(found)
    case 'in':
      return value.split('|').some(text => formsOf(text, type).includes(found))
    case 'gt':
      return typeof found === 'number' && found > Number(value)
    case 'gte':
      return typeof found === 'number' && found >= Number(value)
    case 'lt':
      return typeof found === 'number' && found < Number(value)
    default:
      return typeof found === 'number' && found <= Number(value)
  }
}

function ownMember(at: unknown, name: string): unknown {
  const isObject = typeof at === 'object' && at !== null && !Array.isArray(at)
  return isObject && Object.hasOwn(at, name) ? (at as Record<string, unknown>)[name] : undefined
}

/** The values a text may stand for: itself, and the number or truth that JSON would read in it. */
function formsOf(text: string, type: string | undefined): unknown[] {
  const forms: unknown[] = [text]
  try {
    const read: unknown = JSON.parse(text)
    if (text.trim() === text && (Number.isFinite(read) || typeof read === 'boolean')) forms.push(read)
  } catch {
    // Only a text.
  }
  return type ? forms.filter(form => typeof form === type) : forms
}

/** For each value in an image's metadata, a filter that finds it. */
const filtersFor = ({ metadata }: SeededImage): [string, string][][] =>
  [...leavesOf(metadata, [])]
    .filter(([path]) => path.length <= 5)
    .map(([path, leaf]) => [[`meta.${path.join('.')}[${typeof leaf === 'number' ? 'lte' : 'eq'}]`, String(leaf)]])

function* leavesOf(value: unknown, path: string[]): Iterable<[string[], string | number | boolean]> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') yield [path, value]
  else if (typeof value === 'object' && value !== null && !Array.isArray(value))
    for (const [name, below] of Object.entries(value)) yield* leavesOf(below, [...path, name])
}

/** Newest first; of one moment the greater id first. */
const newestFirst = (images: readonly SeededImage[]) =>
  images.toSorted((a, b) => b.uploadedAt - a.uploadedAt || (a.id < b.id ? 1 : -1)).map(image => image.id)

describe('the list of ten thousand images', () => {
  const images = manyImages(10_000)
  it('is found whole, in order and filtered as plain JavaScript filters it', async () => {
    const cloud = await withImages(images)

    let found = 0
    for (const creator of [undefined, null, 'photographer-1'])
      for (const filter of everyKindOfFilter) {
        const wanted = images.filter(
          image =>
            (creator === undefined || image.creator === creator) &&
            Object.entries(filter).every(([parameter, value]) => matches(image, parameter, value)),
        )
        const query = { ...filter, ...(creator !== undefined && { creator: creator ?? '' }) }
        const what = JSON.stringify(query)

        const descending = await idsOf(cloud, query)
        const ascending = await idsOf(cloud, { ...query, sort_order: 'asc' })

        expect(descending, what).toEqual(newestFirst(wanted))
        expect(ascending, what).toEqual(descending.toReversed())
        found += descending.length
      }
    // No oracle that says no to everything.
    expect(found).toBeGreaterThan(images.length * 3)
  }, 120_000)

  it('is found by page number in the deprecated call', async () => {
    const cloud = await withImages(images)
    const page = async (query: string) => {
      const { result } = await cloud.call('GET', `/v1?${query}`)
      return z
        .object({ images: z.array(z.object({ id: z.string() })) })
        .parse(result)
        .images.map(image => image.id)
    }
    const all = newestFirst(images)

    expect(await page('')).toEqual(all.slice(0, 1000))
    expect(await page('page=10&per_page=1000')).toEqual(all.slice(9000))
    expect(await page('page=11')).toEqual([])
    expect(await page('page=3&per_page=7')).toEqual(all.slice(14, 21))
    expect(await page('per_page=10000')).toEqual(all)
    expect(await page('creator=&per_page=10000')).toEqual(newestFirst(images.filter(image => image.creator === null)))
    expect(await page('creator=photographer-2&page=2&per_page=2000')).toEqual(
      newestFirst(images.filter(image => image.creator === 'photographer-2')).slice(2000),
    )
  }, 60_000)
})

describe('any filters', () => {
  const names = fc.constantFrom('a', 'b', '0', '__proto__')
  // Few enough to meet, and close enough to be mixed up.
  const awkward = fc.constantFrom(0, 5, -1.5, 0.3, 0.1 + 0.2, 2 ** 53, 2 ** 53 + 2, 2 ** 60, 1e21, 5e-324)
  const number = fc.oneof(
    { arbitrary: awkward, weight: 4 },
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  )
  const text = fc.oneof(
    fc.constantFrom('', '5', '05', '5.0', 'true', 'null', '"', '%', '\\', 'ü', '\u0000', '5\u00005'),
    fc.string({ unit: 'grapheme', maxLength: 6 }).filter(text => !text.includes('|')),
    number.map(String),
  )
  const { metadata } = fc.letrec<{ value: unknown; metadata: Record<string, unknown> }>(tie => ({
    value: fc.oneof(
      { maxDepth: 2 },
      text,
      number,
      fc.boolean(),
      fc.constant(null),
      fc.array(text, { maxLength: 2 }),
      tie('metadata'),
    ),
    metadata: fc.dictionary(names, tie('value'), { minKeys: 3, maxKeys: 4 }),
  }))
  const listOf = (one: fc.Arbitrary<unknown>) =>
    fc.array(one, { minLength: 1, maxLength: 10 }).map(several => several.join('|'))
  const path = fc
    .oneof(
      { arbitrary: fc.array(names, { minLength: 1, maxLength: 2 }), weight: 3 },
      fc.array(names, { minLength: 1, maxLength: 5 }),
    )
    .map(path => path.join('.'))
  const filter = fc
    .oneof(
      fc.tuple(path, fc.constantFrom('eq', 'eq:string'), text),
      fc.tuple(path, fc.constantFrom('in', 'in:string'), listOf(text)),
      fc.tuple(path, fc.constantFrom('eq:number', 'gt', 'gte:number', 'lt:number', 'lte'), number.map(String)),
      fc.tuple(path, fc.constant('in:number'), listOf(number)),
      fc.tuple(path, fc.constant('eq:boolean'), fc.constantFrom('true', 'false')),
    )
    .map(([path, operator, value]): [string, string] => [`meta.${path}[${operator}]`, value])
  const metadatas = fc.array(metadata, { minLength: 20, maxLength: 40 })
  const queries = fc.array(fc.array(filter, { minLength: 1, maxLength: 2 }), { minLength: 30, maxLength: 30 })

  it('find what plain JavaScript finds', async () => {
    let found = 0
    await fc.assert(
      fc.asyncProperty(metadatas, queries, async (metadatas, queries) => {
        const images = metadatas.map((metadata, index) => ({
          id: `photo-${index}`,
          uploadedAt: index,
          creator: null,
          metadata: JSON.parse(JSON.stringify(metadata)) as Record<string, unknown>,
        }))
        const cloud = await withImages(images)
        // Filters by chance seldom hit: to these come some aimed at what is there.
        for (const filters of [...queries, ...images.slice(0, 8).flatMap(filtersFor)]) {
          const wanted = images.filter(image => filters.every(([name, value]) => matches(image, name, value)))
          const ids = await idsOf(cloud, filters)
          expect(ids).toEqual(newestFirst(wanted))
          found += ids.length
        }
        await cloud.close()
      }),
      { numRuns: 20 },
    )
    expect(found).toBeGreaterThan(500)
  }, 120_000)
})

describe('a filter is refused', () => {
  it.each([
    'meta.a=1',
    'meta=1',
    'meta[a]=1',
    'meta.a[]=1',
    'meta.a[ne]=1',
    'meta.a[EQ]=1',
    'meta.a[eq:object]=1',
    'meta.a[gt:string]=1',
    'meta.a[in:boolean]=true',
    'meta.a[eq][eq]=1',
    'meta.[eq]=1',
    'meta..a[eq]=1',
    'meta.a.[eq]=1',
    'meta.a-b[eq]=1',
    'meta.ü[eq]=1',
    'meta.a"[eq]=1',
    'meta.a[0][eq]=1',
    'meta.<field>[<operator>]=1',
    'metadata.a[eq]=1',
    'Meta.a[eq]=1',
    'meta.a.b.c.d.e.f[eq]=1',
    `meta.${'a'.repeat(101)}[eq]=1`,
    'meta.a[gt]=x',
    'meta.a[gte]=',
    'meta.a[lt]=NaN',
    'meta.a[eq:number]=0x10',
    'meta.a[eq:number]= 5',
    'meta.a[eq:number]=05',
    'meta.a[eq:number]=1e999',
    'meta.a[eq:boolean]=yes',
    'meta.a[in:number]=1||2',
    'meta.a[in]=1|2|3|4|5|6|7|8|9|10|11',
    Array.from({ length: 6 }, (_, index) => `meta.a${index}[eq]=1`).join('&'),
    'meta.a[eq]=1&meta.a[eq]=1&meta.a[eq]=1&meta.a[eq]=1&meta.a[eq]=1&meta.a[eq]=1',
    'meta.a[eq]=1&meta.b=2',
    'colour=red',
  ])('that cannot be understood, never passed over: %s', async query => {
    const cloud = await aCloud()

    const parameters = query.split('&').map(pair => pair.split(/=(.*)/s, 2))
    const search = new URLSearchParams(parameters as [string, string][])
    const refused = await cloud.call('GET', `/v2?${search.toString()}`)

    expect(refused).toMatchObject({ status: 400, code: 5400 })
  })

  it('only past its limits', async () => {
    const cloud = await aCloud()
    const allowed = new URLSearchParams({
      'meta.a.b.c.d.e[eq]': '1',
      [`meta.${'a'.repeat(100)}[in]`]: '1|2|3|4|5|6|7|8|9|10',
      'meta.x[gt]': '-1.5e3',
      'meta.y[eq]': '',
      'meta.z[in:string]': '|',
    })

    expect(await cloud.call('GET', `/v2?${allowed.toString()}`)).toMatchObject({ status: 200, result: { images: [] } })
  })

  it('by the deprecated list, which has none', async () => {
    const cloud = await aCloud()

    expect(await cloud.call('GET', '/v1?meta.a[eq]=1')).toMatchObject({ status: 400, code: 5400 })
  })
})

describe('the official package', () => {
  it('sends filters by name and nested, and is answered alike', async () => {
    const images = [{ status: 'a', place: { city: 'Rome' } }, { status: 'b' }, { status: 'c', place: { city: 'Rome' } }]
    const cloud = await withImages(
      images.map((metadata, index) => ({ id: `photo-${index}`, uploadedAt: index, creator: null, metadata })),
    )
    const { v2 } = aClient(cloud).images
    const idsWith = async (meta: Record<string, unknown>) => {
      const { images = [] } = await v2.list({ account_id: cloud.accountId, meta })
      return images.map(image => image.id)
    }

    expect(await idsWith({ 'status[in:string]': 'a|b' })).toEqual(['photo-1', 'photo-0'])
    expect(await idsWith({ place: { 'city[eq]': 'Rome' }, 'status[eq]': 'c' })).toEqual(['photo-2'])
    await expect(idsWith({ '<field>[<operator>]': 'string' })).rejects.toMatchObject({ status: 400 })
  })
})
