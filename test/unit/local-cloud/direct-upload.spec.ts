import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aClock, aCloud, aPhoto, aSlowUpload, send, sha256, until } from './a-cloud.ts'

const photo = await aPhoto()

describe('a direct upload', () => {
  it('lives from draft to image', async () => {
    const cloud = await aCloud()

    const { id, uploadURL } = await cloud.reserve({ metadata: '{"path":"a/b.jpg"}', creator: 'ansel' })
    const draft = await cloud.call('GET', `/v1/${id}`)
    const listed = await cloud.call('GET', '/v2')
    const sent = await send(uploadURL, photo, 'dune ü.jpg')
    const image = await cloud.call('GET', `/v1/${id}`)

    expect(id).toMatch(/^[0-9a-f-]{34}00$/)
    expect(uploadURL).toBe(`${cloud.deliveryUrl}/upload/${cloud.accountHash}/${id}`)
    expect(draft).toMatchObject({
      status: 200,
      result: { id, draft: true, meta: { path: 'a/b.jpg' }, creator: 'ansel' },
    })
    expect(draft.result).not.toHaveProperty('filename')
    expect(listed.result).toEqual({ images: [], continuation_token: null })
    expect(sent).toMatchObject({ status: 200, result: { id, filename: 'dune ü.jpg', requireSignedURLs: false } })
    expect(sent.result).not.toHaveProperty('draft')
    expect(sent.result).not.toHaveProperty('meta')
    expect(image.result).toEqual({ ...sent.result, meta: { path: 'a/b.jpg' } })
    expect(image.result['variants']).toEqual([`${cloud.deliveryUrl}/${cloud.accountHash}/${id}/public`])
    expect(cloud.images()).toMatchObject([{ id, bytes: photo.length, sha256: sha256(photo), draft: false }])
    expect(cloud.calls()).toEqual({ 'POST direct_upload': 1, 'GET image': 2, 'GET images': 1, 'POST upload': 1 })
  })

  it('is used once', async () => {
    const cloud = await aCloud()
    const { uploadURL } = await cloud.reserve()
    await send(uploadURL, photo)

    const again = await send(uploadURL, photo)

    expect(again).toMatchObject({ status: 409, code: 5409 })
    expect(again.headers.get('x-should-retry')).toBe('false')
    expect(cloud.images()).toHaveLength(1)
  })

  it('makes one image of two uploads at the same time', async () => {
    const cloud = await aCloud()
    const { uploadURL } = await cloud.reserve()
    const uploads = [aSlowUpload(uploadURL, photo), aSlowUpload(uploadURL, photo)]
    await Promise.all(uploads.map(upload => upload.sendUntil(0.5)))
    await until(() => cloud.calls()['POST upload'] === 2)

    const answers = await Promise.all(uploads.map(upload => upload.finish()))

    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([200, 409]))
  })

  it('is gone when its time is over, even for an upload that has begun', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now })
    const { id, uploadURL } = await cloud.reserve()
    const begun = aSlowUpload(uploadURL, photo)
    await begun.sendUntil(0.5)
    await until(() => cloud.calls()['POST upload'] === 1)

    clock.pass(1799)
    const justInTime = await cloud.call('GET', `/v1/${id}`)
    clock.pass(1)
    const asked = await cloud.call('GET', `/v1/${id}`)

    expect(justInTime.result).toMatchObject({ draft: true })
    expect(asked).toMatchObject({ status: 404, code: 5404 })
    expect(await begun.finish()).toMatchObject({ status: 404, code: 5404 })
    expect(await send(uploadURL, photo)).toMatchObject({ status: 404, code: 5404 })
    expect(cloud.images()).toEqual([])
  })

  it('that was deleted is not brought back by an upload on its way', async () => {
    const cloud = await aCloud()
    const { id, uploadURL } = await cloud.reserve()
    const upload = aSlowUpload(uploadURL, photo)
    await upload.sendUntil(0.5)
    await until(() => cloud.calls()['POST upload'] === 1)

    const deleted = await cloud.call('DELETE', `/v1/${id}`)

    expect(deleted).toMatchObject({ status: 200, result: {} })
    expect(await upload.finish()).toMatchObject({ status: 404, code: 5404 })
    expect(cloud.images()).toEqual([])
  })

  it('does not get the bytes meant for an earlier draft of the same id', async () => {
    const cloud = await aCloud()
    const { id, uploadURL } = await cloud.reserve({ id: 'walks/dune.jpg' })
    const upload = aSlowUpload(uploadURL, photo)
    await upload.sendUntil(0.5)
    await until(() => cloud.calls()['POST upload'] === 1)
    await cloud.call('DELETE', `/v1/${encodeURIComponent(id)}`)
    await cloud.reserve({ id })

    const answer = await upload.finish()

    expect(answer).toMatchObject({ status: 404, code: 5404 })
    expect(cloud.images()).toMatchObject([{ id, draft: true }])
  })
})

describe('what a direct upload is asked for with', () => {
  it('may be a form of nothing but its closing boundary', async () => {
    const cloud = await aCloud()
    const headers = { 'content-type': 'multipart/form-data; boundary=form-0123456789012345678901234567' }

    const answer = await cloud.call('POST', '/v2/direct_upload', {
      headers,
      body: '--form-0123456789012345678901234567--\r\n',
    })

    expect(answer.status).toBe(200)
  })

  it('may be JSON, but nothing else', async () => {
    const cloud = await aCloud()
    const post = (type: string, body: string) =>
      cloud.call('POST', '/v2/direct_upload', { headers: { 'content-type': type }, body })

    const json = await post('application/json', '{"metadata":{"a":1},"requireSignedURLs":true}')
    const image = await cloud.call('GET', `/v1/${String(json.result['id'])}`)

    expect(image.result).toMatchObject({ meta: { a: 1 }, requireSignedURLs: true })
    expect(await post('application/x-www-form-urlencoded', 'a=1')).toMatchObject({ status: 415, code: 5415 })
    expect(await post('application/json', '{')).toMatchObject({ status: 400, code: 5400 })
    expect(await post('application/json', '[]')).toMatchObject({ status: 400, code: 5400 })
    expect(await post('multipart/form-data; boundary=b', 'x')).toMatchObject({ status: 400, code: 5400 })
    expect(await post('application/json', ' '.repeat(1_048_577))).toMatchObject({ status: 413, code: 7011 })
  })

  it('takes metadata as JSON text and as bracketed fields', async () => {
    const cloud = await aCloud()
    const metaOf = async (fields: Record<string, string>) => {
      const { id } = await cloud.reserve(fields)
      return (await cloud.call('GET', `/v1/${id}`)).result['meta']
    }

    expect(await metaOf({ metadata: '{"a":{"b":1}}' })).toEqual({ a: { b: 1 } })
    expect(await metaOf({ 'metadata[a]': '1', 'metadata[b][c]': 'x', 'metadata[d][]': 'y' })).toEqual({
      a: '1',
      b: { c: 'x' },
      d: ['y'],
    })
    expect(await metaOf({ 'metadata[__proto__][a]': '1' })).toEqual({})
    expect(await metaOf({})).toEqual({})
  })

  it.each([
    ['empty metadata', { metadata: '' }],
    ['metadata that is no object', { metadata: '[1]' }],
    ['metadata over 1024 bytes', { metadata: JSON.stringify({ a: 'x'.repeat(1024) }) }],
    ['contradicting metadata', { 'metadata[a]': '1', 'metadata[a][b]': '2' }],
    ['requireSignedURLs that is neither', { requireSignedURLs: 'maybe' }],
    ['an expiry that is no time', { expiry: 'soon' }],
    ['a field nobody knows', { requireSignedUrls: 'true' }],
    ['names nested without end', { [`metadata${'[a]'.repeat(40)}`]: '1' }],
    ['an expiry in the past', { expiry: '2021-01-02T02:20:00Z' }],
  ])('is refused with %s', async (_what, fields) => {
    const cloud = await aCloud()
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)

    const answer = await cloud.call('POST', '/v2/direct_upload', { body })

    expect(answer).toMatchObject({ status: 400, code: 5400 })
    expect(cloud.images()).toEqual([])
  })

  it.each([
    [119, 400],
    [120, 200],
    [21_600, 200],
    [21_601, 400],
  ])('with an expiry %i seconds ahead answers %i', async (seconds, status) => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now })
    const body = new FormData()
    body.append('expiry', new Date(clock.at + seconds * 1000).toISOString())

    const answer = await cloud.call('POST', '/v2/direct_upload', { body })

    expect(answer.status).toBe(status)
  })
})

describe('the deprecated direct upload', () => {
  it('knows an expiry and nothing else', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now })
    const expiry = new Date(clock.at + 300_000).toISOString()

    const reserved = await cloud.json('POST', '/v1/direct_upload', { expiry })
    const usual = await cloud.json('POST', '/v1/direct_upload', {})
    clock.pass(299)
    const sent = await send(String(reserved.result['uploadURL']), photo)
    clock.pass(2)

    expect(reserved.result).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{34}00$/) as string,
      uploadURL: `${cloud.deliveryUrl}/upload/${cloud.accountHash}/${String(reserved.result['id'])}`,
    })
    expect(sent).toMatchObject({ status: 200 })
    expect(await cloud.call('GET', `/v1/${String(usual.result['id'])}`)).toMatchObject({ result: { draft: true } })
  })

  it.each([{ expiry: 'soon' }, { expiry: '2021-01-02T02:20:00Z' }, { id: 'dune' }, { creator: 'ansel' }])(
    'refuses %j',
    async order => {
      const cloud = await aCloud()

      expect(await cloud.json('POST', '/v1/direct_upload', order)).toMatchObject({ status: 400, code: 5400 })
      expect(cloud.images()).toEqual([])
    },
  )

  it('takes JSON, never a form', async () => {
    const cloud = await aCloud()

    expect(await cloud.call('POST', '/v1/direct_upload', { body: new FormData() })).toMatchObject({
      status: 400,
      code: 5400,
    })
  })
})

describe('an id of one’s own', () => {
  it('may hold slashes, spaces, percent signs and letters of any kind', async () => {
    const cloud = await aCloud()
    const id = 'this/is/ü %1%2F.jpg'

    const { uploadURL } = await cloud.reserve({ id })
    const sent = await send(uploadURL, photo)
    const image = await cloud.call('GET', `/v1/${encodeURIComponent(id)}`)
    const [link] = Array.isArray(image.result['variants']) ? image.result['variants'] : []
    const delivered = await fetch(String(link))

    expect(sent.status).toBe(200)
    expect(image).toMatchObject({ status: 200, result: { id } })
    expect(delivered.status).toBe(200)
    expect(await cloud.call('DELETE', `/v1/${encodeURIComponent(id)}`)).toMatchObject({ status: 200 })
  })

  it.each([
    ['stats', 5411],
    [randomUUID(), 5411],
    ['/a', 5411],
    ['a/', 5411],
    ['a/../b', 5411],
    ['notes.txt', 5411],
    ['x'.repeat(1025), 5411],
  ])('cannot be %s', async (id, code) => {
    const cloud = await aCloud()
    const body = new FormData()
    body.append('id', id)

    expect(await cloud.call('POST', '/v2/direct_upload', { body })).toMatchObject({ status: 400, code })
  })

  it('is given once, and never to a private image', async () => {
    const cloud = await aCloud()
    const ask = async (fields: Record<string, string>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(fields)) body.append(name, value)
      return await cloud.call('POST', '/v2/direct_upload', { body })
    }
    await cloud.reserve({ id: 'dune' })

    expect(await ask({ id: 'dune' })).toMatchObject({ status: 409, code: 5409 })
    expect(await ask({ id: 'sea', requireSignedURLs: 'true' })).toMatchObject({ status: 400, code: 5410 })
  })

  it('is free again once its draft has expired', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now })
    await cloud.reserve({ id: 'dune' })

    clock.pass(1800)

    expect(await cloud.reserve({ id: 'dune' })).toMatchObject({ id: 'dune' })
  })
})
