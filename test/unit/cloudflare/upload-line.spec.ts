import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import type { Photo } from '../../../main/engine/ports.ts'
import { bad, drained, forEver, imageReply, photoOf, say, startOddCloud } from './odd-cloud.ts'

const nothing = () => undefined
const megabyte = 1_000_000

describe('a service that answers before the last byte', () => {
  it.each([
    [413, bad(5413, 'too large'), 'photo-refused'],
    [415, bad(5455, 'unsupported'), 'photo-refused'],
    [429, bad(971, 'slow down'), 'rate-limited'],
    [503, 'ERROR 5503: unavailable', 'service-trouble'],
    [404, bad(5404, 'unknown'), 'upload-url-refused'],
  ])('is heard: %i', async (status, body, code) => {
    await using cloud = await startOddCloud((_request, response) =>
      say(response, status, body, { connection: 'close' }),
    )

    for (let round = 0; round < 10; round += 1) {
      const outcome = await cloud.api.send(photoOf(20 * megabyte), cloud.reservation(), forEver(), nothing, nothing)

      expect(outcome).toMatchObject({ ok: false, problem: { code } })
    }
  })
})

describe('a service in a place of its own that answers early and hangs up', () => {
  it.each(['end', 'destroy', 'reset'])('is heard every time, with %s', async how => {
    await using cloud = await startOddCloud(nothing)
    const curt = fork(new URL('curt-cloud.ts', import.meta.url), [how])
    const [port] = (await once(curt, 'message')) as [number]
    const reservation = { ...cloud.reservation(), uploadUrl: `http://127.0.0.1:${port}/upload/hash/one` }

    for (let round = 0; round < 30; round += 1) {
      const outcome = await cloud.api.send(photoOf(8 * megabyte, 262_144), reservation, forEver(), nothing, nothing)

      expect(outcome).toMatchObject({ ok: false, problem: { code: 'photo-refused', apiCode: 5413 } })
    }
    curt.kill()
  })
})

describe('a line that breaks', () => {
  it('is told as cut when it breaks under way', async () => {
    await using cloud = await startOddCloud(request => {
      request.once('data', () => request.socket.destroy())
    })

    const outcome = await cloud.api.send(photoOf(20 * megabyte), cloud.reservation(), forEver(), nothing, nothing)

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'line-cut' } })
  })

  it('is told as cut when the reply is lost', async () => {
    await using cloud = await startOddCloud(async request => {
      await drained(request)
      request.socket.destroy()
    })
    let allSent = false

    const outcome = await cloud.api.send(
      photoOf(megabyte),
      cloud.reservation(),
      forEver(),
      nothing,
      () => (allSent = true),
    )

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'line-cut' } })
    expect(allSent).toBe(true)
  })

  it('is told as cut when the reply stops half-way', async () => {
    await using cloud = await startOddCloud(async (request, response) => {
      await drained(request)
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"result":', () => request.socket.destroy())
    })

    const outcome = await cloud.api.send(photoOf(10), cloud.reservation(), forEver(), nothing, nothing)

    expect(outcome).toMatchObject({ ok: false, problem: { code: 'line-cut' } })
  })

  it('is told as offline when nobody listens', async () => {
    await using cloud = await startOddCloud(nothing)
    const port = await freePort()
    const uploadUrl = `http://127.0.0.1:${port}/upload/hash/one`
    let opened = false
    const photo: Photo = {
      ...photoOf(10),
      async *open() {
        opened = true
        yield Buffer.alloc(10)
      },
    }

    const outcome = await cloud.api.send(photo, { ...cloud.reservation(), uploadUrl }, forEver(), nothing, nothing)

    expect(outcome).toEqual({ ok: false, problem: { code: 'offline', host: `127.0.0.1:${port}` } })
    expect(opened).toBe(false)
  })
})

describe('a silent service', () => {
  it('is given up some time after the last byte', async () => {
    await using cloud = await startOddCloud(request => void request.resume(), { replyMs: 200 })

    const outcome = await cloud.api.send(photoOf(megabyte), cloud.reservation(), forEver(), nothing, nothing)

    expect(outcome).toEqual({ ok: false, problem: { code: 'reply-late', quietMs: 200 } })
  })

  it('is given up when its early answer never ends', async () => {
    await using cloud = await startOddCloud((_request, response) => void response.writeHead(413).write('{'), {
      replyMs: 200,
    })

    const outcome = await cloud.api.send(photoOf(20 * megabyte), cloud.reservation(), forEver(), nothing, nothing)

    expect(outcome).toEqual({ ok: false, problem: { code: 'reply-late', quietMs: 200 } })
  })

  it('has all the time it wants while the photo is under way', async () => {
    await using cloud = await startOddCloud(
      async (request, response) => {
        await drained(request)
        say(response, 200, imageReply('one'))
      },
      { replyMs: 100 },
    )
    const photo: Photo = {
      ...photoOf(4),
      async *open() {
        for (let left = 4; left > 0; left -= 1) {
          await new Promise(resolve => setTimeout(resolve, 80))
          yield Buffer.alloc(1)
        }
      },
    }

    const outcome = await cloud.api.send(photo, cloud.reservation(), forEver(), nothing, nothing)

    expect(outcome.ok).toBe(true)
  })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
