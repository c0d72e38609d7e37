import { readdirSync, readlinkSync, rmSync, truncateSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { NotFoundError } from 'cloudflare'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { aClient } from './a-client.ts'
import { aCloud, aPhoto, breaks, until } from './a-cloud.ts'

const photo = await aPhoto()
const png = await sharp(photo).png().toBuffer()
const webp = await sharp(photo).webp().toBuffer()
const gif = await sharp(photo).gif().toBuffer()
/** How many files of the cloud in this folder are open in this process. */
const openFiles = (folder: string) =>
  readdirSync('/proc/self/fd').filter(fd => linkOf(`/proc/self/fd/${fd}`).startsWith(join(folder, 'originals'))).length
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>')

function linkOf(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    // The one the folder itself was read with.
    return ''
  }
}

describe('the original of an image', () => {
  it.each([
    ['a JPEG', photo, 'image/jpeg'],
    ['a PNG', png, 'image/png'],
    ['a WebP', webp, 'image/webp'],
    ['a GIF', gif, 'image/gif'],
    ['an SVG', svg, 'image/svg+xml'],
  ])('comes back as it was sent: %s', async (_what, bytes, type) => {
    const cloud = await aCloud()
    const { result } = await cloud.upload({}, bytes, 'no-telling-name')

    const response = await cloud.fetch(`/v1/${String(result['id'])}/blob`)

    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('content-length')).toBe(String(bytes.length))
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('of a private image needs no signature, only the token', async () => {
    const cloud = await aCloud({ readOnlyToken: 'just-looking' })
    const { result } = await cloud.upload({ requireSignedURLs: 'true' }, photo)
    const url = `${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1/${String(result['id'])}/blob`

    const read = await fetch(url, { headers: { authorization: 'Bearer just-looking' } })
    const strange = await cloud.call('GET', url, { token: 'wrong' })

    expect((await read.arrayBuffer()).byteLength).toBe(photo.length)
    expect(strange).toMatchObject({ status: 401, code: 10000 })
  })

  it.each([
    ['dune.jpg', 'filename="dune.jpg"; filename*=UTF-8\'\'dune.jpg'],
    ['düne 1.jpg', 'filename="d_ne 1.jpg"; filename*=UTF-8\'\'d%C3%BCne%201.jpg'],
    ["it's (1)*.jpg", "filename=\"it's (1)*.jpg\"; filename*=UTF-8''it%27s%20%281%29%2A.jpg"],
    ['100% "real".jpg', 'filename="100_ _real_.jpg"; filename*=UTF-8\'\'100%25%20%22real%22.jpg'],
    [
      'a\r\nset-cookie: b=c.jpg',
      'filename="a__set-cookie: b=c.jpg"; filename*=UTF-8\'\'a%0D%0Aset-cookie%3A%20b%3Dc.jpg',
    ],
  ])('says its name %j in a header that holds nothing else', async (name, disposition) => {
    const cloud = await aCloud()
    const { result } = await cloud.upload({}, photo, name)

    const response = await cloud.fetch(`/v1/${String(result['id'])}/blob`)
    await response.arrayBuffer()

    expect(response.headers.get('content-disposition')).toBe(`attachment; ${disposition}`)
    expect(response.headers.has('set-cookie')).toBe(false)
  })

  it('has a name even if it was sent without one', async () => {
    const cloud = await aCloud()
    const part = '--b\r\nContent-Disposition: form-data; name="file"\r\n\r\n'
    const body = Buffer.concat([Buffer.from(part), photo, Buffer.from('\r\n--b--\r\n')])
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    const { result } = await cloud.call('POST', '/v1', { headers, body })

    const response = await cloud.fetch(`/v1/${String(result['id'])}/blob`)
    await response.arrayBuffer()

    expect(response.headers.get('content-disposition')).toContain('filename="image.jpeg"')
  })

  it('can be asked for its headers alone', async () => {
    const cloud = await aCloud()
    const { result } = await cloud.upload({}, photo)

    const response = await cloud.fetch(`/v1/${String(result['id'])}/blob`, 'HEAD')

    expect(response.headers.get('content-length')).toBe(String(photo.length))
    expect((await response.arrayBuffer()).byteLength).toBe(0)
  })

  it('is not there for drafts and for what nobody knows', async () => {
    const cloud = await aCloud()
    const { id } = await cloud.reserve()

    expect(await cloud.call('GET', `/v1/${id}/blob`)).toMatchObject({ status: 404, code: 5404 })
    expect(await cloud.call('GET', '/v1/nothing/blob')).toMatchObject({ status: 404, code: 5404 })
    expect(await cloud.call('GET', '/v1/stats/blob')).toMatchObject({ status: 404, code: 7003 })
  })

  it('that was lost from the disk is told as not found', async () => {
    const cloud = await aCloud()
    const { result } = await cloud.upload({}, photo)
    rmSync(join(cloud.folder, 'originals'), { recursive: true })

    expect(await cloud.call('GET', `/v1/${String(result['id'])}/blob`)).toMatchObject({ status: 404, code: 5404 })
  })

  it('that was cut short on the disk is an error, not an answer without end', async () => {
    const cloud = await aCloud()
    const { result } = await cloud.upload({}, photo)
    const [file = ''] = readdirSync(join(cloud.folder, 'originals'))
    truncateSync(join(cloud.folder, 'originals', file), 100)

    expect(await cloud.call('GET', `/v1/${String(result['id'])}/blob`)).toMatchObject({ status: 500, code: 5500 })
    expect(openFiles(cloud.folder)).toBe(0)
  })

  it('of an image deleted meanwhile still comes whole', async () => {
    const cloud = await aCloud()
    const large = Buffer.concat([photo, Buffer.alloc(10_000_000 - photo.length, 7)])
    const { result } = await cloud.upload({}, large)
    const path = `/v1/${String(result['id'])}`
    const response = await cloud.fetch(`${path}/blob`)

    const deleted = await cloud.call('DELETE', path)

    expect(deleted.status).toBe(200)
    expect(Buffer.from(await response.arrayBuffer()).equals(large)).toBe(true)
  })

  it.runIf(process.platform === 'linux')('is closed when the client hangs up in the middle', async () => {
    const cloud = await aCloud()
    const { result } = await cloud.upload({}, Buffer.concat([photo, Buffer.alloc(10_000_000, 7)]))
    const url = `${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1/${String(result['id'])}/blob`
    const asked = request(url, { headers: { authorization: `Bearer ${cloud.token}` } })
    let begun = false
    asked.on('error', () => undefined)
    asked.on('response', response => response.once('data', () => (begun = true)))
    asked.end()
    await until(() => begun)
    const whileSending = openFiles(cloud.folder)

    asked.destroy()

    await until(() => openFiles(cloud.folder) === 0)
    expect(whileSending).toBe(1)
  })

  it.runIf(process.platform === 'linux')('is closed when the door closes on a held answer', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'latency', ms: 60_000 }] })
    const sent = breaks(cloud.upload({}, photo))
    await until(() => cloud.images().length === 1)
    const broke = breaks(cloud.fetch(`/v1/${cloud.images()[0]?.id}/blob`))
    await until(() => openFiles(cloud.folder) === 1)

    await cloud.close()

    await until(() => openFiles(cloud.folder) === 0)
    expect(await broke).toBe(true)
    expect(await sent).toBe(true)
  })

  it('comes through the official package', async () => {
    const cloud = await aCloud()
    const { blobs } = aClient(cloud).images.v1
    const { result } = await cloud.upload({ id: 'walks/dune 100%' }, photo)

    const response = await blobs.get(String(result['id']), { account_id: cloud.accountId })

    expect(Buffer.from(await response.arrayBuffer()).equals(photo)).toBe(true)
    const missing = blobs.get('nothing', { account_id: cloud.accountId })
    await expect(missing).rejects.toBeInstanceOf(NotFoundError)
  })
})
