import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createLine, type LookupFunction, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fetchSource } from '../../../main/local-cloud/upload/fetch-source.ts'
import { aClock, aFolder, aPhoto, sha256 } from './a-cloud.ts'

const photo = await aPhoto()
const forEver = new AbortController().signal
const patient = { connectMs: 10_000, silenceMs: 10_000, totalMs: 60_000 }

async function listening(server: Server): Promise<number> {
  const lines = new Set<Socket>()
  server.on('connection', (line: Socket) => void lines.add(line))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const line of lines) line.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A web server of someone else’s, and whom it has seen. */
async function aSource(answer: RequestListener) {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  const port = await listening(server)
  return { origin: `http://127.0.0.1:${port}`, port, seen }
}

const picture: RequestListener = (_request, response) => void response.end(photo)
const redirect = (to: string) => (_request: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(302, { location: to }).end('this way')

/** Fetches into a folder of its own. */
function aFetch(rules: Partial<Parameters<typeof fetchSource>[2]> = {}) {
  const path = join(aFolder(), 'original')
  const all = { allowsPrivateAddresses: true, now: Date.now, patience: patient, ...rules }
  return {
    path,
    rules: all,
    from: (url: string, signal = forEver) => fetchSource(url, path, all, signal),
  }
}

/** Every name is found at these addresses. */
const namesLeadTo =
  (...addresses: string[]): LookupFunction =>
  (_host, options, callback) => {
    const found = addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4)
  }

const failure = (why: RegExp) => ({ kind: 'refusal', code: 5454, status: 400, message: expect.stringMatching(why) })

describe('an image given by its address', () => {
  it('is downloaded, hashed and called by the last part of its path', async () => {
    const source = await aSource(picture)
    const fetch = aFetch()

    const fetched = await fetch.from(`${source.origin}/walks/d%C3%BCne%201.jpg?size=full#top`)

    const value = { filename: 'düne 1.jpg', bytes: photo.length, sha256: sha256(photo) }
    expect(fetched).toEqual({ kind: 'received', value })
    expect(readFileSync(fetch.path)).toEqual(photo)
    expect(source.seen.map(request => request.url)).toEqual(['/walks/d%C3%BCne%201.jpg?size=full'])
  })

  it.each([
    ['/', null],
    ['/a%2Fb%5Cc.jpg', 'c.jpg'],
    ['/%0d%0aset-cookie:%20x.jpg', 'set-cookie: x.jpg'],
    ['/%zz.jpg', '%zz.jpg'],
    [`/${'a'.repeat(300)}`, 'a'.repeat(255)],
  ])('of which %s makes the name %s', async (path, filename) => {
    const source = await aSource(picture)

    expect(await aFetch().from(source.origin + path)).toMatchObject({ kind: 'received', value: { filename } })
  })

  it('is asked for with the name and password in its address', async () => {
    const source = await aSource(picture)

    await aFetch().from(`http://j%C3%BCrg:a%3Ab@127.0.0.1:${source.port}/a.jpg`)

    expect(source.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('jürg:a:b').toString('base64')}`)
  })

  it('is followed where it has moved, three times at most', async () => {
    const source = await aSource((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) picture(request, response)
      else redirect(`/${left - 1}`)(request, response)
    })

    expect(await aFetch().from(`${source.origin}/3`)).toMatchObject({ kind: 'received', value: { filename: '3' } })
    expect(await aFetch().from(`${source.origin}/4`)).toMatchObject(failure(/redirected too often/))
    expect(source.seen).toHaveLength(8)
  })

  it('is given up when it moves in circles, or to what is no address', async () => {
    const circle = await aSource((request, response) => redirect(request.url ?? '')(request, response))
    const nowhere = await aSource(redirect('http://[nowhere'))

    expect(await aFetch().from(`${circle.origin}/a.jpg`)).toMatchObject(failure(/redirected too often/))
    expect(circle.seen).toHaveLength(4)
    expect(await aFetch().from(nowhere.origin)).toMatchObject(failure(/no address/))
  })

  it('keeps its password to the host it was given for', async () => {
    const other = await aSource(picture)
    const source = await aSource((request, response) =>
      redirect(request.url === '/a.jpg' ? '/b.jpg' : `${other.origin}/c.jpg`)(request, response),
    )

    await aFetch().from(`http://me:secret@127.0.0.1:${source.port}/a.jpg`)

    expect(source.seen.map(request => request.headers.authorization !== undefined)).toEqual([true, true])
    expect(other.seen.map(request => request.headers.authorization)).toEqual([undefined])
  })
})

describe('a source that is not there', () => {
  it.each([
    ['404', 404],
    ['500', 500],
    ['204', 204],
    ['304', 304],
  ])('is told by its answer: %s', async (text, status) => {
    const source = await aSource((_request, response) => void response.writeHead(status).end())
    const fetch = aFetch()

    expect(await fetch.from(`${source.origin}/a.jpg`)).toMatchObject(failure(new RegExp(`answered ${text}`)))
    expect(existsSync(fetch.path)).toBe(false)
  })

  it('or by what is there instead', async () => {
    const source = await aSource(picture)
    const gone = await aSource(picture)
    const babbler = await listening(createLine(line => void line.end('220 ready when you are\r\n')))
    const unknown: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }), [])

    expect(await aFetch().from('http://127.0.0.1:1/a.jpg')).toMatchObject(failure(/nobody answers/))
    expect(await aFetch({ lookup: unknown }).from('http://photos.example/a')).toMatchObject(failure(/host is unknown/))
    expect(await aFetch().from(`http://127.0.0.1:${babbler}/`)).toMatchObject(failure(/does not speak HTTP/))
    expect(await aFetch().from(`https://127.0.0.1:${source.port}/`)).toMatchObject(failure(/no secure line/))
    expect(gone.seen).toEqual([])
  })

  it.each(['', 'a.jpg', '//127.0.0.1/a.jpg', 'http://', 'http://a b/'])('because “%s” is no address', async url => {
    expect(await aFetch().from(url)).toMatchObject(failure(/no address/))
  })

  it.each(['ftp://127.0.0.1/a.jpg', 'file:///etc/passwd', 'data:image/gif;base64,R0lGOD', 'javascript:alert(1)'])(
    'because nobody fetches %s',
    async url => {
      expect(await aFetch().from(url)).toMatchObject(failure(/must begin with http/))
    },
  )

  it.each([
    'https://imagedelivery.net/hash/id/public',
    'http://UPLOAD.imagedelivery.net./a',
    'https://batch.imagedelivery.net',
  ])('because it is Cloudflare’s own: %s', async url => {
    const never: LookupFunction = () => expect.fail('it was looked up')

    expect(await aFetch({ lookup: never }).from(url)).toMatchObject(failure(/imagedelivery/))
  })

  it('is told without passwords and signatures', async () => {
    const source = await aSource((_request, response) => void response.writeHead(403).end())

    const refused = await aFetch().from(`http://me:secret@127.0.0.1:${source.port}/a.jpg?signature=secret#secret`)

    expect(refused).toMatchObject(failure(/127\.0\.0\.1:\d+\/a\.jpg failed: the server answered 403$/))
    expect(JSON.stringify(refused)).not.toContain('secret')
  })
})

describe('a source that goes on and on', () => {
  const megabyte = Buffer.alloc(1_048_576)
  const endless = (_request: IncomingMessage, response: ServerResponse) => {
    let sent = 0
    const more = (): void => {
      while (!response.destroyed && response.write(megabyte)) sent += 1
    }
    response.on('drain', more)
    more()
    return () => sent
  }

  it('is left at the size limit', async () => {
    let gone = false
    const source = await aSource((request, response) => {
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
    const source = await aSource((_request, response) => {
      response.writeHead(200, { 'content-length': 10_485_761 }).write('the beginning')
    })

    expect(await aFetch().from(source.origin)).toMatchObject({ kind: 'refusal', status: 413, code: 5413 })
  })

  it('may be ten megabytes and not one byte more', async () => {
    const source = await aSource((request, response) => {
      const length = Number(request.url?.slice(1))
      response.write(Buffer.alloc(5_000_000))
      response.end(Buffer.alloc(length - 5_000_000))
    })

    expect(await aFetch().from(`${source.origin}/10485760`)).toMatchObject({ value: { bytes: 10_485_760 } })
    expect(await aFetch().from(`${source.origin}/10485761`)).toMatchObject({ code: 5413 })
  })

  it('or says it will and does not, is no image', async () => {
    const source = await aSource((_request, response) => {
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
    const source = await aSource((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(photo)
    })

    expect(await aFetch().from(source.origin)).toMatchObject(failure(/compressed/))
    expect(source.seen[0]?.headers['accept-encoding']).toBe('identity')
  })
})

describe('a source that is slow', () => {
  it('is given up when it never answers', async () => {
    const silent = await aSource(() => undefined)

    const fetched = await aFetch({ patience: { ...patient, silenceMs: 50 } }).from(silent.origin)

    expect(fetched).toMatchObject(failure(/fell silent/))
  })

  it('is given up when it falls silent half-way', async () => {
    const half = await aSource((_request, response) => void response.write(photo.subarray(0, 1000)))
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
    const dripping = await aSource((_request, response) => {
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
    const silent = await aSource(() => stopping.abort())

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
    const source = await aSource(picture)
    const fetch = aFetch({ allowsPrivateAddresses: false })

    expect(await fetch.from(`http://${host}:${source.port}/a.jpg`)).toMatchObject(failure(/not a public one/))
    expect(source.seen).toEqual([])
    expect(existsSync(fetch.path)).toBe(false)
  })

  it('is refused when a name leads to it', async () => {
    const source = await aSource(picture)
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
    const inside = await aSource(picture)
    const fetch = aFetch()
    const source = await aSource((request, response) => {
      // The first host stands for a public one: only here can a test have it.
      fetch.rules.allowsPrivateAddresses = false
      redirect(`${inside.origin}/secrets`)(request, response)
    })

    expect(await fetch.from(source.origin)).toMatchObject(failure(/not a public one/))
    expect(source.seen).toHaveLength(1)
    expect(inside.seen).toEqual([])
  })

  it('cannot take the place of another once that was judged', async () => {
    const source = await aSource(picture)
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

describe('a disk that does not take the image', () => {
  it('is told as our failure, not the source’s', async () => {
    const source = await aSource(picture)
    const rules = { allowsPrivateAddresses: true, now: Date.now }

    const fetched = await fetchSource(source.origin, join(aFolder(), 'missing', 'original'), rules, forEver)

    expect(fetched).toMatchObject({
      kind: 'refusal',
      status: 500,
      code: 5450,
      message: expect.stringContaining('ENOENT'),
    })
  })
})
