import { createHash } from 'node:crypto'
import { mkdirSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { JobPhoto } from '../../../../main/hosts/job-photo.ts'
import { createDeliveredImage } from '../../../../main/hosts/web/delivered-image.ts'
import type { Image } from '../../../../preload/contract/index.ts'
import { makePhoto } from '../../../fixtures/make-photo.ts'
import { aCloud } from '../../local-cloud/a-cloud.ts'
import { aPlace, aWebHost, noPhotos } from './a-web-host.ts'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** A host that knows one job, `dune`, and the same photo without a job, `7-1`; its photo and thumbnail are on the disk. */
async function aHostWithJob(type = 'image/jpeg') {
  const place = aPlace()
  const at = (name: string) => join(place, name)
  const bytes = await makePhoto({ seed: 1 })
  writeFileSync(at('dune.jpg'), bytes)
  writeFileSync(at('thumbnail.jpg'), 'a thumbnail')
  const { size, mtimeMs } = statSync(at('dune.jpg'))
  const photo: JobPhoto = {
    stamp: { path: at('dune.jpg'), size, mtimeMs },
    type,
    sha256: hashOf(bytes),
    thumbnail: at('thumbnail.jpg'),
  }
  const known = (id: string) => (id === '7-1' ? photo : null)
  const web = await aWebHost({ photos: { ...noPhotos, job: id => (id === 'dune' ? photo : null), known } })
  return { web, visitor: await web.visitor(), bytes, photo, at }
}

describe('a photo of a job', () => {
  it('is shown as it lies on the disk', async () => {
    const { visitor, bytes, photo } = await aHostWithJob()

    const reply = await visitor.ask({ path: '/photos/original/dune' })

    expect(reply.body.equals(bytes)).toBe(true)
    expect(reply.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      etag: `"${photo.sha256}"`,
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; sandbox`,
    })
  })

  it('has a thumbnail, which is kept for good when it is asked for by the hash of its photo', async () => {
    const { visitor, photo } = await aHostWithJob()

    const named = await visitor.ask({ path: `/photos/thumbnail/dune?v=${photo.sha256}` })
    const unnamed = await visitor.ask({ path: `/photos/thumbnail/dune?v=${'0'.repeat(64)}` })

    expect([named.text, unnamed.text]).toEqual(['a thumbnail', 'a thumbnail'])
    expect(named.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
    })
    expect(unnamed.headers['cache-control']).toBe('private, no-cache')
  })

  it.each(['thumbnail', 'original'])('is not sent again to a page that has it: %s', async kind => {
    const { visitor } = await aHostWithJob()
    const first = await visitor.ask({ path: `/photos/${kind}/dune` })

    const again = await visitor.ask({
      path: `/photos/${kind}/dune`,
      headers: { 'If-None-Match': first.headers.etag ?? '' },
    })
    const other = await visitor.ask({ path: `/photos/${kind}/dune`, headers: { 'If-None-Match': '"other"' } })

    expect([again.status, again.text]).toEqual([304, ''])
    expect(other.body.equals(first.body)).toBe(true)
  })

  it('is not shown when another file lies in its place', async () => {
    const { visitor, at, bytes } = await aHostWithJob()
    writeFileSync(at('dune.jpg'), bytes)
    utimesSync(at('dune.jpg'), 1, 1)
    const touched = await visitor.ask({ path: '/photos/original/dune' })
    renameSync(at('dune.jpg'), at('moved.jpg'))
    symlinkSync('/etc/passwd', at('dune.jpg'))
    const replaced = await visitor.ask({ path: '/photos/original/dune' })

    expect([touched.status, replaced.status]).toEqual([404, 404])
    expect(replaced.text).not.toContain('root')
  })

  it('is not shown when it is gone', async () => {
    const { visitor, at } = await aHostWithJob()
    renameSync(at('dune.jpg'), at('moved.jpg'))
    renameSync(at('thumbnail.jpg'), at('moved-too.jpg'))
    mkdirSync(at('thumbnail.jpg'))

    expect((await visitor.ask({ path: '/photos/original/dune' })).status).toBe(404)
    expect((await visitor.ask({ path: '/photos/thumbnail/dune' })).status).toBe(404)
  })

  it.each(['text/html', 'application/octet-stream', 'image/', 'image/svg+xml, text/html', ''])(
    'is not shown as anything but a picture: %j',
    async type => {
      const { visitor } = await aHostWithJob(type)

      expect((await visitor.ask({ path: '/photos/original/dune' })).status).toBe(404)
    },
  )

  it.each(['sea', 'dune.jpg', '~', 'dune%20', '%2Fetc%2Fpasswd', '../dune'])(
    'is found by its job alone: %s',
    async id => {
      const { visitor } = await aHostWithJob()

      for (const kind of ['thumbnail', 'original'])
        expect([400, 404]).toContain((await visitor.ask({ path: `/photos/${kind}/${id}` })).status)
    },
  )

  it('is never found by a path or an address', async () => {
    const { visitor, photo } = await aHostWithJob()
    const path = encodeURIComponent(photo.stamp.path)

    for (const query of [`path=${path}`, `file=${path}`, `url=${encodeURIComponent(`file://${photo.stamp.path}`)}`])
      expect((await visitor.ask({ path: `/photos/original/sea?${query}` })).status).toBe(404)
  })
})

describe('a photo without a job', () => {
  it('has a thumbnail by its own id, kept as that of a job is', async () => {
    const { visitor, photo } = await aHostWithJob()

    const shown = await visitor.ask({ path: `/photos/known/7-1?v=${photo.sha256}` })
    const again = await visitor.ask({
      path: '/photos/known/7-1',
      headers: { 'If-None-Match': shown.headers.etag ?? '' },
    })

    expect(shown.text).toBe('a thumbnail')
    expect(shown.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; sandbox`,
    })
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it.each(['dune', '7-2', '7', '%2Fetc%2Fpasswd'])('is found by its id alone: %s', async id => {
    const { visitor } = await aHostWithJob()

    expect((await visitor.ask({ path: `/photos/known/${id}` })).text).not.toBe('a thumbnail')
  })
})

/** A local cloud with one image, and a host that finds it. */
async function aHostWithImage({ id, isPrivate = false }: { id?: string; isPrivate?: boolean } = {}) {
  const cloud = await aCloud()
  const reserved = await cloud.reserve({
    requireSignedURLs: 'false',
    ...(id === undefined ? {} : { id }),
  })
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await makePhoto({ seed: 1, width: 640, height: 480 }))]), 'dune.jpg')
  await fetch(reserved.uploadURL, { method: 'POST', body: form })
  const link = `${cloud.deliveryUrl}/${cloud.accountHash}/${reserved.id}/public`
  const image: Image = {
    id: reserved.id,
    filename: 'dune.jpg',
    uploadedAt: 0,
    private: isPrivate,
    links: [isPrivate ? `${cloud.deliveryUrl}/${cloud.accountHash}/hidden/public` : link],
    creator: null,
    metadata: {},
  }
  const delivered = createDeliveredImage({
    imageOf: async (profile, wanted) =>
      profile === 'local' && wanted === image.id
        ? { ok: true, value: image }
        : { ok: false, problem: { code: 'image-unknown', imageId: wanted } },
    sign: async (_profile, _image, variant) => ({ ok: true, value: link.replace(/public$/, variant) }),
    largestOf: async () => 'public',
  })
  const web = await aWebHost({ photos: { ...noPhotos, image: delivered } })
  const direct = await fetch(link)
  return {
    web,
    visitor: await web.visitor(),
    id: reserved.id,
    image,
    bytes: Buffer.from(await direct.arrayBuffer()),
  }
}

describe('an image on the account', () => {
  it('is shown as it is delivered', async () => {
    const { visitor, id, bytes } = await aHostWithImage()

    const reply = await visitor.ask({ path: `/photos/image/local/${id}?variant=public` })

    expect(reply.status).toBe(200)
    expect(reply.body.equals(bytes)).toBe(true)
    expect(reply.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, max-age=300',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; sandbox`,
    })
  })

  it('is found under an id with slashes', async () => {
    const { visitor, bytes } = await aHostWithImage({ id: 'trips/high alps/1' })

    const reply = await visitor.ask({ path: `/photos/image/local/trips/high%20alps/1?variant=public` })

    expect(reply.body.equals(bytes)).toBe(true)
  })

  it('is not sent again to a page that has it', async () => {
    const { visitor, id } = await aHostWithImage()
    const path = `/photos/image/local/${id}?variant=public`
    const { etag = '' } = (await visitor.ask({ path })).headers

    const again = await visitor.ask({ path, headers: { 'If-None-Match': etag } })

    expect(etag).not.toBe('')
    expect([again.status, again.text]).toEqual([304, ''])
  })

  it('is fetched by a signed link when it is private', async () => {
    const { visitor, id, bytes } = await aHostWithImage({ isPrivate: true })

    const reply = await visitor.ask({ path: `/photos/image/local/${id}?variant=public` })

    expect(reply.body.equals(bytes)).toBe(true)
  })

  it.each([
    ['another image', '/photos/image/local/other?variant=public', 404, 'image-unknown'],
    ['a variant the account has not', '/photos/image/local/ID?variant=poster', 502, 'service-trouble'],
    [
      'a variant that would lead elsewhere',
      '/photos/image/local/ID?variant=..%2Fother%2Fpublic',
      404,
      'variant-unknown',
    ],
    ['a variant that would ask something', '/photos/image/local/ID?variant=public%3Fa', 404, 'variant-unknown'],
  ])('is not %s', async (_, path, status, code) => {
    const { visitor, id } = await aHostWithImage()

    const reply = await visitor.ask({ path: path.replace('ID', id) })

    expect(reply.status).toBe(status)
    expect(reply.json()).toMatchObject({ problem: { code } })
  })

  it.each(['/photos/image/local/ID', '/photos/image/..local/ID?variant=public', '/photos/image/local/?variant=public'])(
    'is named in full: %s',
    async path => {
      const { visitor, id } = await aHostWithImage()

      expect((await visitor.ask({ path: path.replace('ID', id) })).status).toBe(404)
    },
  )

  it('is not shown when it is no picture, goes elsewhere, or does not answer', async () => {
    const strange = createServer((asked, answer) => {
      if (asked.url?.endsWith('page')) answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<script></script>')
      else if (asked.url?.endsWith('elsewhere')) answer.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()
      else asked.socket.destroy()
    })
    await new Promise<void>(resolve => strange.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void strange.close())
    const { image } = await aHostWithImage()
    const { port } = strange.address() as AddressInfo
    const delivered = createDeliveredImage({
      imageOf: async () => ({ ok: true, value: { ...image, links: [`http://127.0.0.1:${port}/a/b/public`] } }),
      sign: async () => ({ ok: true, value: '' }),
      largestOf: async () => 'public',
    })
    const visitor = await (await aWebHost({ photos: { ...noPhotos, image: delivered } })).visitor()
    const ask = (variant: string) => visitor.ask({ path: `/photos/image/local/a?variant=${variant}` })

    expect((await ask('page')).status).toBe(404)
    expect((await ask('elsewhere')).json()).toMatchObject({ problem: { code: 'offline' } })
    expect((await ask('nothing')).json()).toMatchObject({ problem: { code: 'offline' } })
  })

  it('comes whole or breaks off, so that half a picture never passes for one', async () => {
    const { bytes } = await aHostWithJob()
    async function* half(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 100)
      throw new Error('the line broke')
    }
    const picture = { type: 'image/jpeg', length: null, etag: null, bytes: half() }
    const photos = { ...noPhotos, image: async () => ({ ok: true as const, value: picture }) }
    const visitor = await (await aWebHost({ photos })).visitor()

    await expect(visitor.ask({ path: '/photos/image/local/a?variant=public' })).rejects.toThrow()
  })
})
