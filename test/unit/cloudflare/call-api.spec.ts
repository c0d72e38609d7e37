import { describe, expect, it } from 'vitest'
import { connectCloudflare } from '../../../main/cloudflare/index.ts'
import { accountId, bad, forEver, rememberingGate, say, startOddCloud } from './odd-cloud.ts'

describe('the gate', () => {
  it('is asked before, and told after, every call', async () => {
    await using cloud = await startOddCloud((_request, response) =>
      say(response, 404, bad(5404, 'not found'), { ratelimit: '"default";r=1187;t=241' }),
    )

    await cloud.api.ask('one', forEver())

    expect(cloud.gate.admitted).toEqual(['account'])
    expect(cloud.gate.observed).toEqual([{ budget: 'account', remaining: 1187, resetMs: 241_000 }])
  })

  it('can be left while waiting', async () => {
    const stop = new AbortController()
    const { gate } = rememberingGate()
    const api = connectCloudflare({
      profile: 'studio',
      accountId,
      baseUrl: 'http://127.0.0.1:1/client/v4',
      token: 'right',
      gate: {
        ...gate,
        admit: (_budget, signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('left')))),
      },
    })

    const asking = api.use(stop.signal)
    stop.abort({ code: 'stalled', quietMs: 5 })

    expect(await asking).toEqual({ ok: false, problem: { code: 'stalled', quietMs: 5 } })
    await api.close()
  })
})

describe('the line of a management call', () => {
  it.each([
    ['refused', 'http://127.0.0.1:1/client/v4', '127.0.0.1:1'],
    ['to a name nobody has', 'https://nobody.invalid/client/v4', 'nobody.invalid'],
  ])('is offline when %s', async (_what, baseUrl, host) => {
    const api = connectCloudflare({
      profile: 'studio',
      accountId,
      baseUrl,
      token: 'right',
      gate: rememberingGate().gate,
    })

    expect(await api.use(forEver())).toEqual({ ok: false, problem: { code: 'offline', host } })
    await api.close()
  })

  it('is cut when it breaks before the answer', async () => {
    await using cloud = await startOddCloud(request => void request.socket.destroy())

    expect(await cloud.api.use(forEver())).toMatchObject({ ok: false, problem: { code: 'line-cut' } })
  })

  it('is cut when the answer stops half-way', async () => {
    await using cloud = await startOddCloud((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' })
      response.write('{"result":', () => request.socket.destroy())
    })

    expect(await cloud.api.use(forEver())).toMatchObject({ ok: false, problem: { code: 'line-cut' } })
  })

  it('is late when the service says nothing', async () => {
    await using cloud = await startOddCloud(() => undefined, { replyMs: 150 })

    expect(await cloud.api.use(forEver())).toEqual({ ok: false, problem: { code: 'reply-late', quietMs: 150 } })
  })

  it('is late when the answer stands still half-way', async () => {
    await using cloud = await startOddCloud(
      (_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{'),
      { replyMs: 150 },
    )

    expect(await cloud.api.use(forEver())).toEqual({ ok: false, problem: { code: 'reply-late', quietMs: 150 } })
  })

  it('is interrupted by the caller', async () => {
    const stop = new AbortController()
    await using cloud = await startOddCloud(() => stop.abort())

    expect(await cloud.api.use(stop.signal)).toEqual({ ok: false, problem: { code: 'interrupted' } })
  })
})
