import { randomUUID } from 'node:crypto'
import { createReadStream, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toFile } from 'cloudflare'
import { describe, expect, it } from 'vitest'
import { aClient } from './a-client.ts'
import { type ACloud, aCloud, aFolder, aPhoto, aSlowUpload, breaks, sha256, until } from './a-cloud.ts'

const photo = await aPhoto()
const originals = (folder: string) => readdirSync(join(folder, 'originals'))

/** Posts a form written by hand. */
function post(cloud: ACloud, parts: readonly (string | Buffer)[], boundary = 'b') {
  const body = Buffer.concat(parts.map(part => Buffer.from(part)))
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return cloud.call('POST', '/v1', { headers, body })
}
const text = (name: string, value: string) =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = (bytes: Uint8Array, filename = 'a.jpg') => [
  `--b\r\nContent-Disposition: form-data; name="file"; filename="${filename}"\r\nContent-Type: image/jpeg\r\n\r\n`,
  Buffer.from(bytes),
  '\r\n',
]
const end = '--b--\r\n'

describe('an upload in one call', () => {
  it('is an image at once, with all that was said of it', async () => {
    const cloud = await aCloud()

    const sent = await cloud.upload(
      { metadata: '{"album":{"page":3}}', creator: 'ansel', requireSignedURLs: 'true' },
      photo,
      'dune ü.jpg',
    )
    const image = await cloud.call('GET', `/v1/${String(sent.result['id'])}`)

    expect(sent).toMatchObject({
      status: 200,
      result: {
        id: expect.stringMatching(/^[0-9a-f-]{34}00$/) as string,
        filename: 'dune ü.jpg',
        meta: { album: { page: 3 } },
        creator: 'ansel',
        requireSignedURLs: true,
      },
    })
    expect(sent.result).not.toHaveProperty('draft')
    expect(image.result).toEqual(sent.result)
    expect(cloud.images()).toMatchObject([{ sha256: sha256(photo), bytes: photo.length, draft: false }])
    expect(cloud.calls()).toEqual({ 'POST image': 1, 'GET image': 1 })
  })

  it('takes its fields in any order around the file', async () => {
    const cloud = await aCloud()

    const sent = await post(cloud, [
      text('metadata[a][b]', '1'),
      text('id', 'walks/dune'),
      ...file(photo),
      text('metadata[a][c][]', 'x'),
      text('creator', ''),
      end,
    ])

    expect(sent.result).toMatchObject({ id: 'walks/dune', meta: { a: { b: '1', c: ['x'] } } })
    expect(sent.result).not.toHaveProperty('creator')
    expect(cloud.images()).toMatchObject([{ id: 'walks/dune', sha256: sha256(photo) }])
  })

  it('of the same picture twice makes two images', async () => {
    const cloud = await aCloud()

    const ids = [await cloud.upload({}, photo), await cloud.upload({}, photo)].map(({ result }) => result['id'])

    expect(new Set(ids).size).toBe(2)
    expect(originals(cloud.folder)).toHaveLength(2)
  })

  it('takes an id once, also from a draft, and never for a private image', async () => {
    const cloud = await aCloud()
    await cloud.reserve({ id: 'draft' })
    await cloud.upload({ id: 'dune' }, photo)

    expect(await cloud.upload({ id: 'dune' }, photo)).toMatchObject({ status: 409, code: 5409 })
    expect(await cloud.upload({ id: 'draft' }, photo)).toMatchObject({ status: 409, code: 5409 })
    expect(await cloud.upload({ id: 'sea', requireSignedURLs: 'true' }, photo)).toMatchObject({
      status: 400,
      code: 5410,
    })
    expect(originals(cloud.folder)).toHaveLength(1)
  })

  it('makes one image of two at the same time with the same id', async () => {
    const cloud = await aCloud()

    const answers = await Promise.all([1, 2, 3, 4].map(() => cloud.upload({ id: 'dune' }, photo)))

    expect(answers.map(answer => answer.status).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409])
    expect(originals(cloud.folder)).toHaveLength(1)
  })

  it.each([
    ['stats', 5411],
    [randomUUID(), 5411],
    ['a/', 5411],
    ['notes.txt', 5411],
  ])('cannot have the id %s', async (id, code) => {
    const cloud = await aCloud()

    expect(await cloud.upload({ id }, photo)).toMatchObject({ status: 400, code })
    expect(originals(cloud.folder)).toEqual([])
  })

  it('comes through the batch host as well', async () => {
    const cloud = await aCloud()
    const { result } = await cloud.call('GET', '/v1/batch_token')
    const body = new FormData()
    body.append('file', new File([new Uint8Array(photo)], 'dune.jpg'))

    const sent = await cloud.call('POST', `${cloud.deliveryUrl}/images/v1`, { token: String(result['token']), body })

    expect(sent).toMatchObject({ status: 200, result: { filename: 'dune.jpg' } })
  })
})

describe('an upload in one call is refused', () => {
  const tooMany = Array.from({ length: 501 }, (_, index) => text(`metadata[f${index}]`, ''))

  it.each([
    ['without a file or a URL', [end]],
    ['with two files', [...file(photo), ...file(photo), end]],
    ['with a file and a URL', [...file(photo), text('url', 'https://example.com/a.jpg'), end]],
    ['with an empty URL', [text('url', ''), end]],
    ['with empty metadata', [text('metadata', ''), ...file(photo), end]],
    ['with metadata that is no object', [text('metadata', '"x"'), ...file(photo), end]],
    ['with metadata over 1024 bytes', [text('metadata[a]', 'ü'.repeat(510)), ...file(photo), end]],
    ['with contradicting metadata', [text('metadata', '{}'), text('metadata[a]', '1'), ...file(photo), end]],
    ['with names nested without end', [text(`metadata${'[a]'.repeat(4000)}`, '1'), ...file(photo), end]],
    ['with privacy that is neither', [text('requireSignedURLs', 'yes'), ...file(photo), end]],
    ['with a creator over 1024 characters', [text('creator', 'x'.repeat(1025)), ...file(photo), end]],
    ['with a field nobody knows', [text('requireSignedUrls', 'true'), ...file(photo), end]],
    ['with the same field twice', [text('id', 'a'), text('id', 'b'), ...file(photo), end]],
    ['with too many fields', [...tooMany, ...file(photo), end]],
    ['with endless text', [text('creator', 'x'.repeat(70_000)), ...file(photo), end]],
    ['without its end', [...file(photo)]],
  ])('%s', async (_what, parts) => {
    const cloud = await aCloud()

    expect(await post(cloud, parts)).toMatchObject({ status: 400, code: 5400 })
    expect(cloud.images()).toEqual([])
    expect(originals(cloud.folder)).toEqual([])
  })

  it('when it is no form', async () => {
    const cloud = await aCloud()
    const raw = (type: string, body: string) => cloud.call('POST', '/v1', { headers: { 'content-type': type }, body })

    expect(await raw('image/jpeg', 'raw')).toMatchObject({ status: 415, code: 5415 })
    expect(await raw('application/json', '{"url":"https://example.com/a.jpg"}')).toMatchObject({ code: 5415 })
    expect(await raw('application/x-www-form-urlencoded', 'id=a')).toMatchObject({ status: 415, code: 5415 })
  })

  it('for what its bytes are', async () => {
    const cloud = await aCloud()

    expect(await cloud.upload({}, Buffer.from('no photo'))).toMatchObject({ status: 415, code: 5455 })
    expect(await cloud.upload({}, photo.subarray(0, photo.length - 50))).toMatchObject({ status: 422, code: 9422 })
    expect(await cloud.upload({}, Buffer.concat([photo, Buffer.alloc(10_485_761)]))).toMatchObject({
      status: 413,
      code: 5413,
    })
    expect(originals(cloud.folder)).toEqual([])
  })

  it('to a stranger and to who may only read, and nothing is kept', async () => {
    const cloud = await aCloud({ readOnlyToken: 'just-looking' })
    const body = () => {
      const form = new FormData()
      form.append('file', new File([new Uint8Array(5_000_000)], 'dune.jpg'))
      return form
    }

    expect(await cloud.call('POST', '/v1', { token: 'wrong', body: body() })).toMatchObject({ status: 401 })
    expect(await cloud.call('POST', '/v1', { token: 'just-looking', body: body() })).toMatchObject({
      status: 403,
      code: 10000,
    })
    expect(originals(cloud.folder)).toEqual([])
  })

  it('when the disk does not take it', async () => {
    const cloud = await aCloud()
    rmSync(join(cloud.folder, 'originals'), { recursive: true })

    expect(await cloud.upload({}, photo)).toMatchObject({ status: 500, code: 5450 })
    expect(cloud.images()).toEqual([])
  })
})

describe('an upload in one call, when the line is bad', () => {
  const url = (cloud: ACloud) => `${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1`

  it('leaves nothing behind when the client hangs up', async () => {
    const cloud = await aCloud()
    const upload = aSlowUpload(url(cloud), photo, { authorization: `Bearer ${cloud.token}` })
    await upload.sendUntil(0.5)
    await until(() => originals(cloud.folder).length === 1)

    upload.abort()
    await until(() => originals(cloud.folder).length === 0)

    expect(await breaks(upload.answer)).toBe(true)
    expect(cloud.images()).toEqual([])
  })

  it('breaks in the middle, or after it was kept, as the faults ask', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'cut', probability: 1, at: 50, times: 1 }] })

    const cut = await breaks(cloud.upload({}, photo))
    const afterCut = cloud.images()
    cloud.faults.set([{ kind: 'lose-reply', probability: 1, times: 1 }])
    const lost = await breaks(cloud.upload({}, photo))

    expect([cut, lost]).toEqual([true, true])
    expect(afterCut).toEqual([])
    expect(cloud.images()).toMatchObject([{ sha256: sha256(photo) }])
  })

  it('is told of rate limits like every other call', async () => {
    const cloud = await aCloud({ rateLimit: { quota: 1, windowSeconds: 300 } })

    const first = await cloud.upload({}, photo)
    const second = await cloud.upload({}, photo)

    expect(first).toMatchObject({ status: 200 })
    expect(first.headers.get('ratelimit')).toBe('"default";r=0;t=300')
    expect(first.headers.has('access-control-allow-origin')).toBe(false)
    expect(second).toMatchObject({ status: 429, code: 971 })
    expect(second.headers.get('retry-after')).toBe('300')
    expect(originals(cloud.folder)).toHaveLength(1)
  })
})

describe('the official package', () => {
  it('uploads bytes, files and streams, with metadata as text and as an object', async () => {
    const cloud = await aCloud()
    const client = aClient(cloud)
    const account_id = cloud.accountId
    const path = join(aFolder(), 'dune.jpg')
    writeFileSync(path, photo)

    const bytes = await client.images.v1.create({ account_id, file: await toFile(photo, 'bytes.jpg') })
    const stream = await client.images.v1.create({
      account_id,
      file: createReadStream(path),
      id: 'walks/ü %1',
      creator: 'ansel',
      requireSignedURLs: false,
      metadata: JSON.stringify({ rating: 5 }),
    })
    const typed = await client.images.v1.create({
      account_id,
      file: new File([new Uint8Array(photo)], 'typed.jpg', { type: 'image/jpeg' }),
      metadata: { a: { b: ['c', 1] } },
      requireSignedURLs: true,
    })

    expect(bytes).toMatchObject({ filename: 'bytes.jpg', meta: {} })
    expect(stream).toMatchObject({ id: 'walks/ü %1', filename: 'dune.jpg', creator: 'ansel', meta: { rating: 5 } })
    expect(typed).toMatchObject({ requireSignedURLs: true, meta: { a: { b: ['c', '1'] } } })
    expect(cloud.images().map(image => image.sha256)).toEqual([1, 2, 3].map(() => sha256(photo)))
  })
})
