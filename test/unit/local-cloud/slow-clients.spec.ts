import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { guardLines } from '../../../main/local-cloud/guard-lines.ts'
import { aCloud, aPhoto, aSlowUpload, breaks, send, until } from './a-cloud.ts'
import { aWire, tear } from './a-wire.ts'

const photo = await aPhoto()
const originals = (folder: string) => readdirSync(join(folder, 'originals'))
/** Short of one, so that the other is what ends a line. */
const hurriedHeaders = { headersMs: 600, silenceMs: 20_000 }
const hurriedBodies = { headersMs: 20_000, silenceMs: 600 }
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const linesOf = (server: Server) =>
  new Promise<number>((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

const partHead = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
const uploadHead = (uploadURL: string, length: number) =>
  `POST ${new URL(uploadURL).pathname} HTTP/1.1\r\nhost: a\r\ncontent-type: multipart/form-data; boundary=b\r\n` +
  `content-length: ${length}\r\n\r\n${partHead}`

describe('a client that takes its time', () => {
  it('over headers is told so, while others are served', async () => {
    const cloud = await aCloud({ patience: hurriedHeaders })
    const wires = times(50, () => aWire(cloud.port))
    await Promise.all(wires.map(wire => wire.say('GET / HTTP/1.1\r\n')))
    const drip = setInterval(() => {
      for (const wire of wires) if (wire.socket.writable) wire.socket.write('x-drip: x\r\n')
    }, 20)

    const meanwhile = await cloud.call('GET', '/v1/stats')
    const answers = await Promise.all(wires.map(wire => wire.hearOut()))
    clearInterval(drip)

    expect(meanwhile.status).toBe(200)
    expect(answers.map(([answer]) => answer?.status)).toEqual(times(50, () => 408))
    expect(answers[0]?.[0]?.body).toContain('"code":5408')
  })

  it('over nothing at all is told so too, two hundred times at once', async () => {
    const cloud = await aCloud({ patience: hurriedHeaders })
    const wires = times(200, () => aWire(cloud.port))

    const { uploadURL } = await cloud.reserve()
    const upload = await send(uploadURL, photo)
    const answers = await Promise.all(wires.map(wire => wire.hearOut()))

    expect(upload.status).toBe(200)
    expect(answers.map(([answer]) => answer?.status)).toEqual(times(200, () => 408))
    expect(await cloud.call('GET', '/v1/stats')).toMatchObject({ status: 200 })
  })

  it('over a body is refused with 5408 once it is silent, and leaves nothing behind', async () => {
    const cloud = await aCloud({ patience: hurriedBodies })
    const { id, uploadURL } = await cloud.reserve()
    const account = `/accounts/${cloud.accountId}/images`
    const head = `host: a\r\nauthorization: Bearer ${cloud.token}\r\ncontent-length: 100\r\n`
    const [upload, call, whole] = [aWire(cloud.port), aWire(cloud.port), aWire(cloud.port)]
    await upload.say(uploadHead(uploadURL, photo.length) + photo.toString('latin1').slice(0, 1000))
    await call.say(`POST ${account}/v2/direct_upload HTTP/1.1\r\n${head}content-type: application/json\r\n\r\n{`)
    await whole.say(
      `POST ${account}/v1 HTTP/1.1\r\n${head}content-type: multipart/form-data; boundary=b\r\n\r\n--b\r\n`,
    )
    await until(() => originals(cloud.folder).length === 1)

    const answers = await Promise.all([upload, call, whole].map(wire => wire.hearOut()))
    await until(() => originals(cloud.folder).length === 0)

    for (const [answer] of answers) {
      expect(answer?.status).toBe(408)
      expect(answer?.body).toContain('"code":5408')
    }
    expect((await cloud.call('GET', `/v1/${id}`)).result).toMatchObject({ draft: true })
    expect(await send(uploadURL, photo)).toMatchObject({ status: 200 })
  })

  it('and goes on after it was refused has sent its photo in vain', async () => {
    const cloud = await aCloud({ patience: hurriedBodies })
    const { id, uploadURL } = await cloud.reserve()
    const rest = Buffer.concat([photo, Buffer.from('\r\n--b--\r\n')])
    const wire = aWire(cloud.port, { isStubborn: true })
    await wire.say(uploadHead(uploadURL, partHead.length + rest.length))
    await until(() => wire.heard().includes('5408'))

    await wire.say(rest)
    wire.socket.end()
    await wire.closed
    await until(() => originals(cloud.folder).length === 0)

    expect((await cloud.call('GET', `/v1/${id}`)).result).toMatchObject({ draft: true })
  })

  it('to read its answer loses its line', async () => {
    const server = createServer((_request, response) => void response.end(Buffer.alloc(50_000_000)))
    guardLines(server, 100)
    onTestFinished(() => void server.close())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const wire = aWire((server.address() as AddressInfo).port)
    wire.socket.pause()
    await wire.say('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
    await once(server, 'request')

    await expect.poll(() => linesOf(server), { timeout: 10_000 }).toBe(0)
    wire.socket.resume()
    await wire.closed

    expect(wire.heard().length).toBeLessThan(50_000_000)
  })
})

describe('a client that waits for us', () => {
  it('for longer than we would wait for it, is not refused', async () => {
    const cloud = await aCloud({ patience: hurriedBodies, faults: [{ kind: 'latency', ms: 1000 }] })

    expect(await cloud.call('GET', '/v1/stats')).toMatchObject({ status: 200 })
  })

  it('while we are stopped in our tracks, is not refused', async () => {
    const silenceMs = 100
    const arrived = Promise.withResolvers<string>()
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', chunk => (body += String(chunk)))
      request.on('end', () => void (arrived.resolve(body), response.end()))
    })
    guardLines(server, silenceMs)
    onTestFinished(() => void server.close())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const wire = aWire((server.address() as AddressInfo).port)
    await wire.say('POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 10\r\n\r\nhalf-')
    await once(server, 'request')

    // Right before timers ring, with bytes waiting to be read.
    await new Promise(setImmediate)
    wire.socket.write('who')
    const until = performance.now() + 3 * silenceMs
    while (performance.now() < until);
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate)
    await wire.say('le')

    expect((await wire.hearOut()).map(({ status }) => status)).toEqual([200])
    expect(await arrived.promise).toBe('half-whole')
  })

  it('because its upload is throttled, is not refused', async () => {
    const silenceMs = 300
    const cloud = await aCloud({ patience: { ...hurriedBodies, silenceMs } })
    const { uploadURL } = await cloud.reserve()
    // One piece of a body is 64 KiB: each takes longer than the silence allowed.
    cloud.faults.set([{ kind: 'bandwidth', bytesPerSecond: (65_536 / silenceMs / 1.5) * 1000 }])

    expect(await send(uploadURL, photo)).toMatchObject({ status: 200 })
  })
})

describe('clients that vanish', () => {
  it('in the middle of fifty uploads leave nothing behind', async () => {
    const cloud = await aCloud()
    const reserved = await Promise.all(times(50, () => cloud.reserve()))
    const uploads = reserved.map(({ uploadURL }) => aSlowUpload(uploadURL, photo))
    await Promise.all(uploads.map((upload, index) => upload.sendUntil(0.02 * index)))
    await until(() => originals(cloud.folder).length > 40)

    for (const upload of uploads) upload.abort()
    const broke = await Promise.all(uploads.map(upload => breaks(upload.answer)))
    await until(() => originals(cloud.folder).length === 0)

    expect(broke).toEqual(times(50, () => true))
    expect(cloud.images().filter(image => !image.draft)).toEqual([])
    expect(await send(reserved[0]?.uploadURL ?? '', photo)).toMatchObject({ status: 200 })
  })

  it('without a goodbye leave nothing behind either', async () => {
    const cloud = await aCloud()
    const { id, uploadURL } = await cloud.reserve()
    const wires = times(20, () => aWire(cloud.port))
    await Promise.all(wires.map(wire => wire.say(uploadHead(uploadURL, 1_000_000))))
    await until(() => originals(cloud.folder).length === 20)

    for (const wire of wires) tear(wire.socket)
    await until(() => originals(cloud.folder).length === 0)

    expect((await cloud.call('GET', `/v1/${id}`)).result).toMatchObject({ draft: true })
  })
})
