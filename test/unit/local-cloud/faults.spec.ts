import { describe, expect, it } from 'vitest'
import { parseFault } from '../../../main/local-cloud/index.ts'
import { aClock, aCloud, aPhoto, breaks, send } from './a-cloud.ts'

const photo = await aPhoto()

describe('faults on API calls', () => {
  it('rate-limit answers 429, with Retry-After or without, as often as asked', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'rate-limit', probability: 1, retryAfter: 7, times: 1 }] })
    const ask = () => cloud.call('GET', '/v1/stats')

    const first = await ask()
    const second = await ask()
    cloud.faults.set([{ kind: 'rate-limit', probability: 1 }])
    const third = await ask()

    expect(first).toMatchObject({ status: 429, code: 971 })
    expect(first.headers.get('retry-after')).toBe('7')
    expect(second.status).toBe(200)
    expect(third.status).toBe(429)
    expect(third.headers.has('retry-after')).toBe(false)
  })

  it('strike with the probability asked for', async () => {
    const rolls = [0.29, 0.3, 0.9]
    const cloud = await aCloud({ random: () => rolls.shift() ?? 0, faults: [{ kind: 'error', probability: 0.3 }] })
    const ask = async () => (await cloud.call('GET', '/v1/stats')).status

    expect([await ask(), await ask(), await ask()]).toEqual([503, 200, 200])
  })

  it('error does nothing but fail, where it is asked to', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'error', probability: 1, status: 500, on: 'api', times: 1 }] })

    const refused = await cloud.call('POST', '/v2/direct_upload')
    const drafts = cloud.images().length
    const { id, uploadURL } = await cloud.reserve()
    cloud.faults.set([{ kind: 'error', probability: 1, status: 415, on: 'upload', times: 2 }])
    const upload = await send(uploadURL, photo)
    const draft = await cloud.call('GET', `/v1/${id}`)

    expect(refused).toMatchObject({ status: 500, code: 5500 })
    expect(refused.headers.get('x-should-retry')).toBeNull()
    expect(drafts).toBe(0)
    expect(upload).toMatchObject({ status: 415, code: 5550 })
    expect(draft).toMatchObject({ status: 200, result: { draft: true } })
    expect(cloud.faults.list()).toEqual([{ kind: 'error', probability: 1, status: 415, on: 'upload', times: 1 }])
  })

  it('plain-errors words refusals as one line of text, where and as often as asked', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'plain-errors', probability: 1, on: 'api', times: 2 }] })
    const { uploadURL } = await cloud.reserve()
    const ask = async (url: string, init: RequestInit = {}) => {
      const answer = await fetch(url, init)
      return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() }
    }
    const account = `${cloud.baseUrl}/accounts/${cloud.accountId}/images`
    const headers = { authorization: `Bearer ${cloud.token}` }

    const fine = await cloud.call('GET', '/v1/stats')
    const missing = await ask(`${account}/v1/nothing`, { headers })
    const upload = await send(uploadURL, Buffer.from('text'))
    const noRoute = await ask(`${account}/v3`, { headers })
    const spent = await cloud.call('GET', '/v1/nothing')
    cloud.faults.set([{ kind: 'plain-errors', probability: 1, on: 'upload' }])
    const plainUpload = await ask(uploadURL, { method: 'POST', body: 'raw' })
    const enveloped = await cloud.call('GET', '/v1/nothing')

    expect(fine.status).toBe(200)
    expect(missing).toEqual({ status: 404, type: 'text/plain', text: 'ERROR 5404: Image not found' })
    expect(upload).toMatchObject({ status: 415, code: 5455 })
    expect(noRoute).toMatchObject({ status: 404, text: expect.stringMatching(/^ERROR 7003: .+$/) })
    expect(spent).toMatchObject({ status: 404, code: 5404 })
    expect(plainUpload).toMatchObject({
      status: 415,
      type: 'text/plain',
      text: expect.stringMatching(/^ERROR 5415: .+$/),
    })
    expect(enveloped).toMatchObject({ status: 404, code: 5404 })
  })

  it('plain-errors goes with other faults and keeps their headers', async () => {
    const cloud = await aCloud({
      faults: [
        { kind: 'plain-errors', probability: 1 },
        { kind: 'rate-limit', probability: 1, retryAfter: 3 },
      ],
    })

    const answer = await fetch(`${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1/stats`, {
      headers: { authorization: `Bearer ${cloud.token}` },
    })

    expect(answer.status).toBe(429)
    expect(answer.headers.get('retry-after')).toBe('3')
    expect(await answer.text()).toMatch(/^ERROR 971: .+$/)
  })

  it('latency holds every answer back', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'latency', ms: 80 }] })
    const { uploadURL } = await cloud.reserve()

    const start = performance.now()
    await send(uploadURL, photo)
    const between = performance.now()
    await cloud.call('GET', '/v1/stats')

    expect(between - start).toBeGreaterThanOrEqual(79)
    expect(performance.now() - between).toBeGreaterThanOrEqual(79)
  })
})

describe('faults on uploads', () => {
  it.each([[0], [50], [100], [undefined]])('cut breaks the line at %s percent and stores nothing', async at => {
    const cloud = await aCloud({ faults: [{ kind: 'cut', probability: 1, at, times: 1 }] })
    const { id, uploadURL } = await cloud.reserve()

    const broke = await breaks(send(uploadURL, photo))
    const draft = await cloud.call('GET', `/v1/${id}`)

    expect(broke).toBe(true)
    expect(draft.result).toMatchObject({ draft: true })
    expect(await send(uploadURL, photo)).toMatchObject({ status: 200 })
  })

  it('lose-reply stores the image, then breaks the line', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'lose-reply', probability: 1 }] })
    const { id, uploadURL } = await cloud.reserve()

    const refused = await send(uploadURL, Buffer.from('text'))
    const broke = await breaks(send(uploadURL, photo))
    const image = await cloud.call('GET', `/v1/${id}`)

    expect(refused).toMatchObject({ status: 415 })
    expect(broke).toBe(true)
    expect(image.status).toBe(200)
    expect(image.result).not.toHaveProperty('draft')
  })

  it('bandwidth is shared by all uploads', async () => {
    const cloud = await aCloud({ faults: [{ kind: 'bandwidth', bytesPerSecond: 2_000_000 }] })
    const urls = await Promise.all([1, 2, 3, 4].map(() => cloud.reserve()))

    const start = performance.now()
    await Promise.all(urls.map(({ uploadURL }) => send(uploadURL, photo)))
    const seconds = (performance.now() - start) / 1000

    const expected = (4 * photo.length) / 2_000_000
    expect(seconds).toBeGreaterThan(expected * 0.9)
    expect(seconds).toBeLessThan(expected * 1.5 + 0.5)
  })

  it('url-ttl lets URLs expire that soon', async () => {
    const clock = aClock()
    const cloud = await aCloud({ now: clock.now, faults: [{ kind: 'url-ttl', seconds: 5, times: 1 }] })
    const [soon, later] = [await cloud.reserve(), await cloud.reserve()]

    clock.pass(5)

    expect(await send(soon.uploadURL, photo)).toMatchObject({ status: 404, code: 5404 })
    expect(await send(later.uploadURL, photo)).toMatchObject({ status: 200 })
  })
})

describe('a fault on the command line', () => {
  it.each([
    ['rate-limit:0.2', { kind: 'rate-limit', probability: 0.2 }],
    ['rate-limit:1,retry-after=3,times=2', { kind: 'rate-limit', probability: 1, retryAfter: 3, times: 2 }],
    ['error:0.5,status=500,on=upload', { kind: 'error', probability: 0.5, status: 500, on: 'upload' }],
    ['plain-errors:0.5,on=api', { kind: 'plain-errors', probability: 0.5, on: 'api' }],
    ['plain-errors:1,times=3', { kind: 'plain-errors', probability: 1, times: 3 }],
    ['cut:0.3,at=50', { kind: 'cut', probability: 0.3, at: 50 }],
    ['lose-reply:1', { kind: 'lose-reply', probability: 1 }],
    ['latency:60', { kind: 'latency', ms: 60 }],
    ['bandwidth:1000000', { kind: 'bandwidth', bytesPerSecond: 1_000_000 }],
    ['bandwidth:100mbit', { kind: 'bandwidth', bytesPerSecond: 12_500_000 }],
    ['bandwidth:500kbit', { kind: 'bandwidth', bytesPerSecond: 62_500 }],
    ['url-ttl:2', { kind: 'url-ttl', seconds: 2 }],
  ])('%s is understood', (text, value) => {
    expect(parseFault(text)).toEqual({ ok: true, value })
  })

  it.each([
    '',
    'rain:1',
    'cut',
    'cut:',
    'cut:2',
    'cut:x',
    'cut:1:2',
    'cut:1,at',
    'cut:1,at=101',
    'cut:1,probability=0',
    'latency:60,at=3',
    'bandwidth:fast',
    'error:1,on=moon',
    'plain-errors:1,on=moon',
    'plain-errors:1,status=500',
    'lose-reply:1,times=0',
  ])('“%s” is refused with a reason', text => {
    const read = parseFault(text)

    expect(read).toMatchObject({ ok: false, because: expect.stringMatching(/\S/) })
  })
})
