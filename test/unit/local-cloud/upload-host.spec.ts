import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aCloud, aPhoto, aSlowUpload, breaks, send, sha256, until } from './a-cloud.ts'

const photo = await aPhoto()
const originals = (folder: string) => readdirSync(join(folder, 'originals'))
const wide = await sharp({ create: { width: 12_001, height: 2, channels: 3, background: 'red' } })
  .png()
  .toBuffer()
const png = await sharp(photo).png().toBuffer()
const gif = await sharp(photo).gif().toBuffer()
const webp = await sharp(photo).webp().toBuffer()
const tiff = await sharp(photo).tiff().toBuffer()
const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')

describe('the upload host takes', () => {
  it.each([
    ['a JPEG', photo],
    ['a PNG', png],
    ['a GIF', gif],
    ['a WebP', webp],
    ['an SVG', svg],
  ])('%s, whatever it is called', async (_what, bytes) => {
    const cloud = await aCloud()
    const { uploadURL } = await cloud.reserve()

    const answer = await send(uploadURL, bytes, 'thing', 'application/octet-stream')

    expect(answer.status).toBe(200)
    expect(cloud.images()).toMatchObject([{ sha256: sha256(bytes), bytes: bytes.length }])
  })

  it('every byte, also those that look like the form’s boundary and come in pieces', async () => {
    const cloud = await aCloud()
    const { uploadURL } = await cloud.reserve()
    const boundary = 'the-boundary'
    const lure = `\r\n--the-boundar\r\n--the-\r\n\r\n--\r\r\n-the-boundary--`
    const bytes = Buffer.concat([photo, Buffer.from(lure.repeat(3))])
    const parts = [
      `--${boundary}\r\nContent-Disposition: form-data; name="note"\r\n\r\n\r\n--${boundary}\r\n`,
      'Content-Type: image/jpeg\r\nContent-Disposition: form-data; name="file"; filename="C:\\\\shots\\\\%22dune%22.jpg"\r\n\r\n',
      bytes,
      `\r\n--${boundary}--\r\nafterwards`,
    ]
    const form = Buffer.concat(parts.map(part => Buffer.from(part)))
    // In pieces of one byte where it matters, so that every boundary is met half-way.
    const pieces = async function* () {
      for (let at = 0; at < 300; at += 1) yield form.subarray(at, at + 1)
      yield form.subarray(300, form.length - 300)
      for (let at = form.length - 300; at < form.length; at += 1) {
        yield form.subarray(at, at + 1)
        await new Promise(setImmediate)
      }
    }

    const headers = { 'content-type': `multipart/form-data; boundary="${boundary}"` }
    const answer = await fetch(uploadURL, { method: 'POST', headers, body: pieces(), duplex: 'half' })

    expect(answer.status).toBe(200)
    expect(cloud.images()).toMatchObject([{ sha256: sha256(bytes), bytes: bytes.length, filename: '"dune".jpg' }])
  })

  it('ten megabytes and not one byte more', async () => {
    const cloud = await aCloud()
    const filled = (length: number) => Buffer.concat([photo, Buffer.alloc(length - photo.length)])
    const [fits, doesNot] = [await cloud.reserve(), await cloud.reserve()]

    expect(await send(fits.uploadURL, filled(10_485_760))).toMatchObject({ status: 200 })
    expect(await send(doesNot.uploadURL, filled(10_485_761))).toMatchObject({ status: 413, code: 5413 })
    expect(await send(doesNot.uploadURL, filled(30_000_000))).toMatchObject({ status: 413, code: 5413 })
  })

  it('AVIF only where the account may', async () => {
    const avif = await sharp(photo).avif({ effort: 0 }).toBuffer()
    const [plain, enterprise] = [await aCloud(), await aCloud({ acceptsAvif: true })]

    expect(await send((await plain.reserve()).uploadURL, avif)).toMatchObject({ status: 415, code: 5455 })
    expect(await send((await enterprise.reserve()).uploadURL, avif)).toMatchObject({ status: 200 })
  })
})

describe('the upload host refuses', () => {
  it.each([
    ['text called a JPEG', Buffer.from('not a photo'), 415, 5455],
    ['a TIFF', tiff, 415, 5455],
    ['nothing at all', Buffer.alloc(0), 415, 5455],
    ['a JPEG cut short', photo.subarray(0, photo.length - 100), 422, 9422],
    ['a PNG cut short', png.subarray(0, 9000), 422, 9422],
    ['a WebP cut short', webp.subarray(0, 9000), 422, 9422],
    ['a JPEG of rubbish', Buffer.concat([photo.subarray(0, 3), Buffer.alloc(500, 7)]), 422, 9422],
    ['a side of over 12,000 pixels', wide, 413, 5413],
  ])('%s, and the URL stays good for a better one', async (_what, bytes, status, code) => {
    const cloud = await aCloud()
    const { id, uploadURL } = await cloud.reserve()

    const refused = await send(uploadURL, bytes)
    const draft = await cloud.call('GET', `/v1/${id}`)

    expect(refused).toMatchObject({ status, code })
    expect(draft.result).toMatchObject({ draft: true })
    expect(originals(cloud.folder)).toEqual([])
    expect(await send(uploadURL, photo)).toMatchObject({ status: 200 })
  })

  it('what is no form, a form without a file or with two, and a form without an end', async () => {
    const cloud = await aCloud()
    const { uploadURL } = await cloud.reserve()
    const part = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    const post = (body: string, type = 'multipart/form-data; boundary=b') =>
      cloud.call('POST', uploadURL, { body, headers: { 'content-type': type } })

    expect(await post('raw', 'image/jpeg')).toMatchObject({ status: 415, code: 5415 })
    expect(await post('--b--\r\n')).toMatchObject({ status: 400, code: 5400 })
    expect(await post(`${part}x\r\n${part}y\r\n--b--\r\n`)).toMatchObject({ status: 400, code: 5400 })
    expect(await post(`${part}x`)).toMatchObject({ status: 400, code: 5400 })
    expect(await post('--b\r\nno header\r\n\r\nx\r\n--b--\r\n')).toMatchObject({ status: 400, code: 5400 })
    expect(originals(cloud.folder)).toEqual([])
  })

  it('URLs nobody was given', async () => {
    const cloud = await aCloud()
    const { id, uploadURL } = await cloud.reserve()

    expect(await send(`${uploadURL}x`, photo)).toMatchObject({ status: 404, code: 5404 })
    expect(await send(`${cloud.deliveryUrl}/upload/another-hash/${id}`, photo)).toMatchObject({
      status: 404,
      code: 5404,
    })
    expect(await send(`${cloud.deliveryUrl}/upload/${cloud.accountHash}/%zz`, photo)).toMatchObject({ status: 404 })
    expect(await cloud.call('GET', uploadURL)).toMatchObject({ status: 404, code: 7003 })
  })
})

describe('a disk that does not take the file', () => {
  it('is told as the service’s failure, and the URL stays good', async () => {
    const cloud = await aCloud()
    const { uploadURL } = await cloud.reserve()
    rmSync(join(cloud.folder, 'originals'), { recursive: true })

    const failed = await send(uploadURL, photo)
    mkdirSync(join(cloud.folder, 'originals'))

    expect(failed).toMatchObject({ status: 500, code: 5450 })
    expect(await send(uploadURL, photo)).toMatchObject({ status: 200 })
  })
})

describe('a client that hangs up', () => {
  it('leaves nothing behind and may try again', async () => {
    const cloud = await aCloud()
    const { id, uploadURL } = await cloud.reserve()
    const upload = aSlowUpload(uploadURL, photo)
    await upload.sendUntil(0.5)
    await until(() => originals(cloud.folder).length === 1)

    upload.abort()
    const broke = await breaks(upload.answer)
    await until(() => originals(cloud.folder).length === 0)

    expect(broke).toBe(true)
    expect((await cloud.call('GET', `/v1/${id}`)).result).toMatchObject({ draft: true })
    expect(await send(uploadURL, photo)).toMatchObject({ status: 200 })
  })
})
