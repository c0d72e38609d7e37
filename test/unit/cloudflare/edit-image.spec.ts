import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accountId, bad, bodyOf, forEver, good, imageReply, say, startOddCloud } from './odd-cloud.ts'

const path = `/client/v4/accounts/${accountId}/images/v1`

describe('editing an image', () => {
  it.each([
    ['nothing', {}, {}],
    ['its metadata, as a whole', { metadata: { shoot: 'dünes', nr: 7 } }, { metadata: { shoot: 'dünes', nr: 7 } }],
    ['its metadata, away', { metadata: {} }, { metadata: {} }],
    ['its access', { private: true }, { requireSignedURLs: true }],
    ['its creator', { creator: 'ada' }, { creator: 'ada' }],
    ['its creator, away', { creator: null }, { creator: null }],
  ])('sends what changes as JSON: %s', async (_what, change, expected) => {
    let body = ''
    let type: string | undefined
    await using cloud = await startOddCloud(async (request, response) => {
      type = request.headers['content-type']
      body = await bodyOf(request)
      say(response, 200, imageReply('one'))
    })

    expect(await cloud.api.edit('one', change, forEver())).toMatchObject({ ok: true, value: { id: 'one' } })

    expect(JSON.parse(body)).toEqual(expected)
    expect(type).toBe('application/json')
    expect(cloud.asked).toEqual([`PATCH ${path}/one Bearer right`])
  })

  it('tells the new id that a change of access brings', async () => {
    await using cloud = await startOddCloud((_request, response) => say(response, 200, imageReply('two')))

    expect(await cloud.api.edit('one', { private: true }, forEver())).toMatchObject({ ok: true, value: { id: 'two' } })
  })

  it.each([
    [404, bad(5404, 'not found'), { code: 'image-unknown', imageId: 'one' }],
    [400, bad(5410, 'cannot be private'), { code: 'custom-id-public', imageId: 'one' }],
    [400, 'ERROR 5400: metadata too large', { code: 'request-refused', apiCode: 5400, detail: 'metadata too large' }],
    [200, good({ id: 'one', draft: true }), { code: 'image-awaited', imageId: 'one' }],
    [200, good({}), { code: 'not-understood', status: 200 }],
  ])('tells a refusal: %i %o', async (status, body, problem) => {
    await using cloud = await startOddCloud((_request, response) => say(response, status, body))

    expect(await cloud.api.edit('one', { private: true }, forEver())).toMatchObject({ ok: false, problem })
    expect(cloud.asked).toHaveLength(1)
  })
})

describe('an id', () => {
  const ids = fc.oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc
      .array(fc.constantFrom('/', '%', '%2F', '..', '.', '?', '#', ' ', 'ü', '雪', '\\', '&', '+', 'a'), {
        minLength: 2,
      })
      .map(parts => parts.join('')),
  )

  it('is one segment of the path, whatever is in it', async () => {
    const seen: string[] = []
    await using cloud = await startOddCloud((request, response) => {
      seen.push(request.url ?? '')
      say(response, 200, imageReply('one'))
    })

    await fc.assert(
      fc.asyncProperty(ids, async id => {
        fc.pre(!['.', '..'].includes(id))
        seen.length = 0

        await cloud.api.ask(id, forEver())
        await cloud.api.discard(id, forEver())

        // Past the first calls the batch host may take them, under a shorter path.
        const segments = seen.filter(url => !url.endsWith('/batch_token')).map(url => url.split('/images/v1/')[1] ?? '')
        expect(segments).toHaveLength(2)
        for (const segment of segments) expect(decodeURIComponent(segment)).toBe(id)
        for (const segment of segments) expect(segment).not.toMatch(/[/?#]/)
      }),
      { numRuns: 100 },
    )
  })

  it.each(['.', '..', 'stats', 'keys', 'config', 'variants', 'batch_token', 'direct_upload', 'half \ud83d'])(
    'that no image can have is never asked for: %o',
    async id => {
      await using cloud = await startOddCloud((_request, response) => say(response, 200, imageReply('one')))

      expect(await cloud.api.ask(id, forEver())).toEqual({ ok: true, value: { kind: 'absent' } })
      expect(await cloud.api.discard(id, forEver())).toEqual({ ok: true, value: undefined })
      const unknown = { ok: false, problem: { code: 'image-unknown', imageId: id } }
      expect(await cloud.api.edit(id, { private: true }, forEver())).toEqual(unknown)
      expect(await cloud.api.original(id, forEver())).toEqual(unknown)
      expect(cloud.asked).toEqual([])
    },
  )
})
