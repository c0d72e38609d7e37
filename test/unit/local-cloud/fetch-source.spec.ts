import { existsSync, readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer as createLine, type LookupFunction } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fetchSource } from '../../../main/local-cloud/upload/fetch-source.ts'
import { aFolder, aPhoto, sha256 } from './a-cloud.ts'
import { aFetch, aWitness, failure, forEver, listening, redirect } from './a-fetch.ts'

const photo = await aPhoto()
const picture: RequestListener = (_request, response) => void response.end(photo)

describe('an image given by its address', () => {
  it('is downloaded, hashed and called by the last part of its path', async () => {
    const source = await aWitness(picture)
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
    const source = await aWitness(picture)

    expect(await aFetch().from(source.origin + path)).toMatchObject({ kind: 'received', value: { filename } })
  })

  it('is asked for with the name and password in its address', async () => {
    const source = await aWitness(picture)

    await aFetch().from(`http://j%C3%BCrg:a%3Ab@127.0.0.1:${source.port}/a.jpg`)

    expect(source.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('jürg:a:b').toString('base64')}`)
  })

  it('is followed where it has moved, three times at most', async () => {
    const source = await aWitness((request, response) => {
      const left = Number(request.url?.slice(1))
      if (left === 0) picture(request, response)
      else redirect(`/${left - 1}`)(request, response)
    })

    expect(await aFetch().from(`${source.origin}/3`)).toMatchObject({ kind: 'received', value: { filename: '3' } })
    expect(await aFetch().from(`${source.origin}/4`)).toMatchObject(failure(/redirected too often/))
    expect(source.seen).toHaveLength(8)
  })

  it('is given up when it moves in circles, or to what is no address', async () => {
    const circle = await aWitness((request, response) => redirect(request.url ?? '')(request, response))
    const nowhere = await aWitness(redirect('http://[nowhere'))

    expect(await aFetch().from(`${circle.origin}/a.jpg`)).toMatchObject(failure(/redirected too often/))
    expect(circle.seen).toHaveLength(4)
    expect(await aFetch().from(nowhere.origin)).toMatchObject(failure(/no address/))
  })

  it('keeps its password to the host it was given for', async () => {
    const other = await aWitness(picture)
    const source = await aWitness((request, response) =>
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
    const source = await aWitness((_request, response) => void response.writeHead(status).end())
    const fetch = aFetch()

    expect(await fetch.from(`${source.origin}/a.jpg`)).toMatchObject(failure(new RegExp(`answered ${text}`)))
    expect(existsSync(fetch.path)).toBe(false)
  })

  it('or by what is there instead', async () => {
    const source = await aWitness(picture)
    const babbler = await listening(createLine(line => void line.end('220 ready when you are\r\n')))
    const unknown: LookupFunction = (_host, _options, callback) =>
      callback(Object.assign(new Error('no such host'), { code: 'ENOTFOUND' }), [])

    expect(await aFetch().from('http://127.0.0.1:1/a.jpg')).toMatchObject(failure(/nobody answers/))
    expect(await aFetch({ lookup: unknown }).from('http://photos.example/a')).toMatchObject(failure(/host is unknown/))
    expect(await aFetch().from(`http://127.0.0.1:${babbler}/`)).toMatchObject(failure(/does not speak HTTP/))
    expect(await aFetch().from(`https://127.0.0.1:${source.port}/`)).toMatchObject(failure(/no secure line/))
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
    const source = await aWitness((_request, response) => void response.writeHead(403).end())

    const refused = await aFetch().from(`http://me:secret@127.0.0.1:${source.port}/a.jpg?signature=secret#secret`)

    expect(refused).toMatchObject(failure(/127\.0\.0\.1:\d+\/a\.jpg failed: the server answered 403$/))
    expect(JSON.stringify(refused)).not.toContain('secret')
  })
})

describe('a disk that does not take the image', () => {
  it('is told as our failure, not the source’s', async () => {
    const source = await aWitness(picture)
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
