import type Cloudflare from 'cloudflare'
import { beforeAll, expect, it } from 'vitest'
import { aPicture, asFile } from './pictures.ts'
import { atEveryPlace } from './places.ts'
import { answerOf } from './answer.ts'

type Answer<T> = { result: T }

atEveryPlace('a batch token', account => {
  let batch: Cloudflare
  let expiresAt = ''

  beforeAll(async () => {
    const { client, connect, path, site } = account()
    const { result } = await client.get<Answer<{ token: string; expiresAt: string }>>(path('v1/batch_token'))
    expiresAt = result.expiresAt
    batch = connect({ apiToken: result.token, baseURL: site.batchURL })
  })

  it('says how long it is good', () => {
    const { site } = account()

    expect(expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
    expect(Date.parse(expiresAt)).toBeGreaterThan(site.now())
  })

  it('leads an image through its life on the batch host', async () => {
    const { tags, run, site } = account()
    const form = new FormData()
    form.append('file', asFile(await aPicture()))
    form.append('creator', run)
    form.append('metadata', tags())

    const { result: image } = await batch.post<Answer<{ id: string }>>('/images/v1', { body: form })
    const { result: told } = await batch.get<Answer<object>>(`/images/v1/${image.id}`)
    const metadata = { run, stars: 5 }
    const { result: changed } = await batch.patch<Answer<object>>(`/images/v1/${image.id}`, { body: { metadata } })
    const listed = async () => {
      const { result } = await batch.get<Answer<{ images: { id: string }[] }>>('/images/v2', {
        query: { creator: run },
      })
      return result.images.map(one => one.id)
    }

    expect(told).toMatchObject({ id: image.id, creator: run, meta: { run } })
    expect(changed).toMatchObject({ id: image.id, meta: metadata })
    await expect.poll(listed, site.patience).toContain(image.id)
    expect((await batch.delete<Answer<unknown>>(`/images/v1/${image.id}`)).result).toEqual({})
    await expect.poll(listed, site.patience).not.toContain(image.id)
  })

  it('reserves a direct upload', async () => {
    const { tags, send, get } = account()
    const body = new FormData()
    body.append('metadata', tags())

    const { result } = await batch.post<Answer<{ id: string; uploadURL: string }>>('/images/v2/direct_upload', { body })
    const { status } = await send(result.uploadURL, asFile(await aPicture()))

    expect(status).toBe(200)
    expect(await get(result.id)).toMatchObject({ filename: 'dune.jpg' })
  })

  it('is not for the API, nor is the API token for the batch host', async () => {
    const { account_id, connect, site, expectRefused } = account()
    const astray = connect({ apiToken: batch.apiToken ?? '', baseURL: site.baseURL })
    const overEager = connect({ baseURL: site.batchURL })

    const onApi = await answerOf(astray.images.v1.stats.get({ account_id }))
    const onBatch = await answerOf(overEager.get('/images/v2', { query: { per_page: 10 } }))

    expectRefused(onApi, { status: 401, code: 10000, unconfirmed: 'a batch token on the API host' })
    expectRefused(onBatch, { status: 401, code: 10000, unconfirmed: 'an API token on the batch host' })
  })

  it.each(['/images/v1/stats', '/images/v1/keys', '/images/v1/variants'])('does not open %s', async path => {
    const { expectRefused } = account()

    const answer = await answerOf(batch.get(path))

    expectRefused(answer, { status: 404, unconfirmed: `${path} on the batch host` })
  })
})
