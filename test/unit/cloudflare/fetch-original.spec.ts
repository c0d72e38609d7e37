import { randomBytes } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { problemIn } from '../../../main/cloudflare/failure.ts'
import type { Original } from '../../../main/engine/ports.ts'
import { bytesOf, valueOf } from './local-world.ts'
import { accountId, bad, forEver, good, say, startOddCloud } from './odd-cloud.ts'

const megabyte = 1_000_000
const jpeg = { 'content-type': 'image/jpeg' }

/** The Problem that ends the reading. */
async function endOf(original: Original) {
  try {
    await bytesOf(original)
  } catch (error) {
    return problemIn(error)
  }
  return expect.fail('it was read to its end')
}

/** Sends as much as the line takes, for as long as there is somebody; `sent` counts. */
function pour(response: ServerResponse, bytes: number, sent: (count: number) => void) {
  let left = bytes
  const more = () => {
    while (left > 0 && !response.destroyed) {
      const chunk = Math.min(left, megabyte)
      left -= chunk
      sent(bytes - left)
      if (!response.write(Buffer.alloc(chunk, 7))) return
    }
    if (left === 0) response.end()
  }
  response.on('drain', more)
  more()
}

describe('fetching an original', () => {
  it.each([0, 1, 70_000, 10_485_760])('brings back the very bytes: %i of them', async size => {
    const bytes = randomBytes(size)
    await using cloud = await startOddCloud((_request, response) => {
      response.writeHead(200, { ...jpeg, 'content-length': String(size) })
      response.end(bytes)
    })

    const original = valueOf(await cloud.api.original('dunes/1', forEver()))

    expect(original).toMatchObject({ type: 'image/jpeg', bytes: size })
    expect((await bytesOf(original)).equals(bytes)).toBe(true)
    expect(cloud.asked).toEqual([`GET /client/v4/accounts/${accountId}/images/v1/dunes%2F1/blob Bearer right`])
    expect(cloud.gate.admitted).toEqual(['account'])
  })

  it.each(['image/svg+xml', 'application/octet-stream', 'IMAGE/PNG'])('takes what is told to be %s', async type => {
    await using cloud = await startOddCloud((_request, response) => {
      response.writeHead(200, { 'content-type': type })
      response.end('<svg/>')
    })

    const original = valueOf(await cloud.api.original('one', forEver()))

    expect(original).toMatchObject({ type, bytes: null })
    expect(String(await bytesOf(original))).toBe('<svg/>')
  })

  it('never holds it whole: what nobody reads stays with the service', async () => {
    let sent = 0
    await using cloud = await startOddCloud((_request, response) => {
      response.writeHead(200, { ...jpeg, 'content-length': String(90 * megabyte) })
      pour(response, 90 * megabyte, count => (sent = count))
    })

    const original = valueOf(await cloud.api.original('one', forEver()))
    await settled(() => sent)
    expect(sent).toBeLessThan(32 * megabyte)

    let bytes = 0
    for await (const chunk of original.read()) bytes += chunk.length
    expect(bytes).toBe(90 * megabyte)
  })

  it('does not count the time its reader takes', async () => {
    await using cloud = await startOddCloud(
      (_request, response) => {
        response.writeHead(200, jpeg)
        pour(response, 20 * megabyte, () => undefined)
      },
      { replyMs: 200 },
    )

    const original = valueOf(await cloud.api.original('one', forEver()))
    let bytes = 0
    for await (const chunk of original.read()) {
      if (bytes === 0) await new Promise(resolve => setTimeout(resolve, 600))
      bytes += chunk.length
    }

    expect(bytes).toBe(20 * megabyte)
  })

  it('hangs up when its reader has had enough', async () => {
    let hungUp = false
    await using cloud = await startOddCloud((_request, response) => {
      response.on('close', () => (hungUp = true))
      response.writeHead(200, jpeg)
      pour(response, 50 * megabyte, () => undefined)
    })

    for await (const chunk of valueOf(await cloud.api.original('one', forEver())).read()) {
      expect(chunk.length).toBeGreaterThan(0)
      break
    }

    await expect.poll(() => hungUp).toBe(true)
  })

  it('hangs up by its signal when nobody reads it', async () => {
    let hungUp = false
    const stop = new AbortController()
    await using cloud = await startOddCloud((_request, response) => {
      response.on('close', () => (hungUp = true))
      response.writeHead(200, jpeg)
      pour(response, 50 * megabyte, () => undefined)
    })
    const original = valueOf(await cloud.api.original('one', stop.signal))

    stop.abort()

    await expect.poll(() => hungUp).toBe(true)
    expect(await endOf(original)).toEqual({ code: 'interrupted' })
  })
})

describe('an original that does not come', () => {
  it.each<[string, number, unknown, object]>([
    ['an image that is gone', 404, bad(5404, 'not found'), { code: 'image-unknown', imageId: 'one' }],
    ['the same in a line of text', 404, 'ERROR 5404: image not found', { code: 'image-unknown', imageId: 'one' }],
    ['a token that may not', 403, bad(10_000, 'no'), { code: 'token-rejected' }],
    ['trouble', 503, 'ERROR 5503: unavailable', { code: 'service-trouble', apiCode: 5503 }],
    ['trouble told with HTTP 200', 200, bad(5550, 'internal'), { code: 'service-trouble', apiCode: 5550 }],
    ['an answer of words', 200, good({ id: 'one' }), { code: 'not-understood', status: 200 }],
    ['a portal’s page', 200, '<html>Log in to the hotel</html>', { detail: 'Log in to the hotel' }],
    ['being told to slow down', 429, '', { code: 'rate-limited' }],
    ['a redirection', 302, '', { code: 'not-understood', status: 302 }],
  ])('is a problem: %s', async (_what, status, body, problem) => {
    await using cloud = await startOddCloud((_request, response) => say(response, status, body))

    expect(await cloud.api.original('one', forEver())).toMatchObject({ ok: false, problem })
    expect(cloud.asked).toHaveLength(1)
  })

  it('is a problem when it is announced longer than any', async () => {
    let hungUp = false
    await using cloud = await startOddCloud((_request, response) => {
      response.on('close', () => (hungUp = true))
      response.writeHead(200, { ...jpeg, 'content-length': String(200 * megabyte) })
      response.write('x')
    })

    expect(await cloud.api.original('one', forEver())).toMatchObject({
      ok: false,
      problem: { code: 'download-damaged', imageId: 'one' },
    })
    await expect.poll(() => hungUp).toBe(true)
  })

  it('is a problem when it comes packed: its length would be another', async () => {
    await using cloud = await startOddCloud((_request, response) => {
      response.writeHead(200, { ...jpeg, 'content-encoding': 'gzip' })
      response.end('x')
    })

    expect(await cloud.api.original('one', forEver())).toMatchObject({
      ok: false,
      problem: { code: 'not-understood', detail: expect.stringContaining('gzip') },
    })
  })

  it('is late when the service says nothing', async () => {
    await using cloud = await startOddCloud(() => undefined, { replyMs: 150 })

    expect(await cloud.api.original('one', forEver())).toEqual({
      ok: false,
      problem: { code: 'reply-late', quietMs: 150 },
    })
  })
})

describe('an original that stops half-way', () => {
  const half = (response: ServerResponse, then: () => void = () => undefined) => {
    response.writeHead(200, { ...jpeg, 'content-length': String(2 * megabyte) })
    response.write(Buffer.alloc(megabyte), then)
  }

  it('ends with a cut line', async () => {
    let cut = () => undefined as void
    await using cloud = await startOddCloud((request, response) => {
      cut = () => void request.socket.destroy()
      half(response)
    })
    const original = valueOf(await cloud.api.original('one', forEver()))
    let bytes = 0

    const ended = async () => {
      for await (const chunk of original.read()) if ((bytes += chunk.length) === megabyte) cut()
    }

    await expect(ended()).rejects.toSatisfy(error => problemIn(error)?.code === 'line-cut')
    expect(bytes).toBe(megabyte)
  })

  it('ends with a cut line though nobody was reading yet', async () => {
    await using cloud = await startOddCloud((request, response) => half(response, () => request.socket.destroy()))
    const original = valueOf(await cloud.api.original('one', forEver()))

    expect(await endOf(original)).toMatchObject({ code: 'line-cut' })
  })

  it('ends once nothing has moved for a while', async () => {
    await using cloud = await startOddCloud((_request, response) => half(response), { replyMs: 150 })

    expect(await endOf(valueOf(await cloud.api.original('one', forEver())))).toEqual({ code: 'stalled', quietMs: 150 })
  })

  it('ends with the reason it was stopped for', async () => {
    const stop = new AbortController()
    await using cloud = await startOddCloud((_request, response) => half(response))
    const original = valueOf(await cloud.api.original('one', stop.signal))
    const ending = endOf(original)

    stop.abort({ code: 'stalled', quietMs: 30_000 })

    expect(await ending).toEqual({ code: 'stalled', quietMs: 30_000 })
  })

  it('ends when it is longer than any, without a length', async () => {
    await using cloud = await startOddCloud((_request, response) => {
      response.writeHead(200, jpeg)
      pour(response, 120 * megabyte, () => undefined)
    })

    const original = valueOf(await cloud.api.original('one', forEver()))

    expect(original.bytes).toBeNull()
    expect(await endOf(original)).toMatchObject({ code: 'download-damaged', imageId: 'one' })
  })
})

/** Resolves once the measure has stood still for a while. */
async function settled(measure: () => number) {
  for (let before = -1; before !== measure();) {
    before = measure()
    await new Promise(resolve => setTimeout(resolve, 150))
  }
}
