import { existsSync } from 'node:fs'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer as createLine, type LookupFunction } from 'node:net'
import { describe, expect, it } from 'vitest'
import { aClock, aPhoto, sha256 } from './a-cloud.ts'
import { aFetch, aWitness, failure, listening, namesLeadTo, patient, redirect } from './a-fetch.ts'

const photo = await aPhoto()
const picture: RequestListener = (_request, response) => void response.end(photo)

describe('a source that goes on and on', () => {
  const megabyte = Buffer.alloc(1_048_576)
  const endless = (_request: IncomingMessage, response: ServerResponse) => {
    const more = (): void => {
      while (!response.destroyed && response.write(megabyte));
    }
    response.on('drain', more)
    more()
  }

  it('is left at the size limit', async () => {
    let gone = false
    const source = await aWitness((request, response) => {
      response.on('close', () => (gone = true))
      endless(request, response)
    })
    const fetch = aFetch()

    const fetched = await fetch.from(source.origin)

    expect(fetched).toMatchObject({ kind: 'refusal', status: 413, code: 5413 })
    expect(existsSync(fetch.path)).toBe(false)
    await expect.poll(() => gone).toBe(true)
  })

  it('is left at once when it says so', async () => {
    const source = await aWitness((_request, response) => {
      response.writeHead(200, { 'content-length': 10_485_761 }).write('the beginning')
    })

    expect(await aFetch().from(source.origin)).toMatchObject({ kind: 'refusal', status: 413, code: 5413 })
  })

  it('may be ten megabytes and not one byte more', async () => {
    const source = await aWitness((request, response) => {
      const length = Number(request.url?.slice(1))
      response.write(Buffer.alloc(5_000_000))
      response.end(Buffer.alloc(length - 5_000_000))
    })

    expect(await aFetch().from(`${source.origin}/10485760`)).toMatchObject({ value: { bytes: 10_485_760 } })
    expect(await aFetch().from(`${source.origin}/10485761`)).toMatchObject({ code: 5413 })
  })

  it('or says it will and does not, is no image', async () => {
    const source = await aWitness((_request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('only half of', () => response.destroy())
    })
    const fetch = aFetch()

    expect(await fetch.from(source.origin)).toMatchObject(failure(/line broke/))
    expect(existsSync(fetch.path)).toBe(false)
  })

  it('beyond what it said counts as what it said', async () => {
    const port = await listening(
      createLine(line => {
        line.on('error', () => undefined)
        line.once('data', () => line.end('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nphotoHTTP/1.1 200 OK\r\n'))
      }),
    )

    expect(await aFetch().from(`http://127.0.0.1:${port}/`)).toMatchObject({
      value: { bytes: 5, sha256: sha256(Buffer.from('photo')) },
    })
  })

  it('in a packing nobody asked for is not unpacked', async () => {
    const source = await aWitness((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(photo)
    })

    expect(await aFetch().from(source.origin)).toMatchObject(failure(/compressed/))
    expect(source.seen[0]?.headers['accept-encoding']).toBe('identity')
  })
})

describe('a source that is slow', () => {
  it('is given up when it never answers', async () => {
    const silent = await aWitness(() => undefined)

    const fetched = await aFetch({ patience: { ...patient, silenceMs: 50 } }).from(silent.origin)

    expect(fetched).toMatchObject(failure(/fell silent/))
  })

  it('is given up when it falls silent half-way', async () => {
    const half = await aWitness((_request, response) => void response.write(photo.subarray(0, 1000)))
    const fetch = aFetch({ patience: { ...patient, silenceMs: 50 } })

    expect(await fetch.from(half.origin)).toMatchObject(failure(/fell silent/))
    expect(existsSync(fetch.path)).toBe(false)
  })

  it('is given up when there is no line to it', async () => {
    const nowhere: LookupFunction = () => undefined

    const fetched = await aFetch({ lookup: nowhere, patience: { ...patient, connectMs: 50 } }).from(
      'http://photos.example/',
    )

    expect(fetched).toMatchObject(failure(/no answer in time/))
  })

  it('is given up when it drips for longer than a minute', async () => {
    const clock = aClock()
    const dripping = await aWitness((_request, response) => {
      const timer = setInterval(() => {
        clock.pass(10)
        response.write('drip')
      }, 2)
      response.on('close', () => clearInterval(timer))
    })

    const fetched = await aFetch({ now: clock.now }).from(dripping.origin)

    expect(fetched).toMatchObject(failure(/takes too long/))
  })

  it('is left when we are stopped', async () => {
    const stopping = new AbortController()
    const silent = await aWitness(() => stopping.abort())

    expect(await aFetch().from(silent.origin, stopping.signal)).toMatchObject(failure(/was stopped/))
    expect(await aFetch().from(silent.origin, stopping.signal)).toMatchObject(failure(/was stopped/))
    expect(silent.seen).toHaveLength(1)
  })
})

describe('a private address', () => {
  it.each([
    'localhost',
    'LocalHost',
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '0',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '169.254.169.254',
    '10.0.0.1',
    '100.64.0.1',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '224.0.0.1',
    '①②⑦.0.0.1',
  ])('is refused, however it is written: %s', async host => {
    const source = await aWitness(picture)
    const fetch = aFetch({ allowsPrivateAddresses: false })

    expect(await fetch.from(`http://${host}:${source.port}/a.jpg`)).toMatchObject(failure(/not a public one/))
    expect(source.seen).toEqual([])
    expect(existsSync(fetch.path)).toBe(false)
  })

  it('is refused when a name leads to it', async () => {
    const source = await aWitness(picture)
    const at = (...addresses: string[]) =>
      aFetch({ allowsPrivateAddresses: false, lookup: namesLeadTo(...addresses) }).from(
        `http://photos.example:${source.port}/`,
      )

    expect(await at('127.0.0.1')).toMatchObject(failure(/not a public one/))
    expect(await at('127.0.0.1', '::1', '10.0.0.1', '::ffff:127.0.0.1')).toMatchObject(failure(/not a public one/))
    expect(await at()).toMatchObject(failure(/not a public one/))
    expect(source.seen).toEqual([])
  })

  it('is refused when a redirect leads to it', async () => {
    const inside = await aWitness(picture)
    const fetch = aFetch()
    const source = await aWitness((request, response) => {
      // The first host stands for a public one: only here can a test have it.
      fetch.rules.allowsPrivateAddresses = false
      redirect(`${inside.origin}/secrets`)(request, response)
    })

    expect(await fetch.from(source.origin)).toMatchObject(failure(/not a public one/))
    expect(source.seen).toHaveLength(1)
    expect(inside.seen).toEqual([])
  })

  it('cannot take the place of another once that was judged', async () => {
    const source = await aWitness(picture)
    let asked = 0
    const turncoat: LookupFunction = (host, options, callback) => {
      asked += 1
      namesLeadTo(asked === 1 ? '127.0.0.1' : '127.0.0.2')(host, options, callback)
    }

    const fetched = await aFetch({ lookup: turncoat }).from(`http://photos.example:${source.port}/a.jpg`)

    expect(fetched).toMatchObject({ kind: 'received' })
    expect(asked).toBe(1)
    expect(source.seen[0]?.headers.host).toBe(`photos.example:${source.port}`)
  })
})
