import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { CommandInput } from '../../../preload/contract/index.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { aServedHome, type ServedHome, valueOf } from './a-served-home.ts'

type Keeping = Omit<CommandInput<'createImage'>, 'from'>

const photo = await makePhoto({ seed: 1, width: 900, height: 600 })

/** An image that came past us, as from another desk: there is no thumbnail of ours. */
async function anImage(home: ServedHome, how: Keeping = {}, bytes: Uint8Array = photo) {
  const { writeFileSync } = await import('node:fs')
  const path = join(home.photos, `${randomUUID()}.jpg`)
  writeFileSync(path, bytes)
  const { image } = valueOf(await home.call('createImage', { ...how, from: { kind: 'file', path } }))
  rmSync(join(home.running.home, 'thumbnails'), { recursive: true, force: true })
  return image
}

const shapeOf = async (bytes: Buffer) => {
  const { format, width, height } = await sharp(bytes).metadata()
  return [format, width, height]
}
const shelfOf = (home: ServedHome) =>
  readdirSync(join(home.running.home, 'library-thumbnails'), { recursive: true, withFileTypes: true }).filter(one =>
    one.isFile(),
  )

describe('the thumbnail of an image', { timeout: 60_000 }, () => {
  it('is made of what is served, in the size that was asked for, and kept', async () => {
    await using home = await aServedHome()
    const { id, uploadedAt } = await anImage(home)
    const path = `/photos/library/local/${id}?side=640&v=${uploadedAt}`

    const first = await home.asks({ path })
    const again = await home.asks({ path })

    expect(await shapeOf(first.body)).toEqual(['jpeg', 640, 427])
    expect(first.headers['cache-control']).toBe('private, max-age=31536000, immutable')
    expect(again.body.equals(first.body)).toBe(true)
    expect(shelfOf(home)).toHaveLength(1)
    const known = await home.asks({ path, headers: { 'If-None-Match': first.headers.etag ?? '' } })
    expect([known.status, known.text]).toEqual([304, ''])
  })

  it('teaches the mirror the shape of an image that came past us', async () => {
    await using home = await aServedHome()
    const { id } = await anImage(home, {}, await makePhoto({ seed: 4, width: 400, height: 600 }))
    expect(valueOf(await home.call('listLibrary', {})).proportions).toEqual([0])

    await home.asks({ path: `/photos/library/local/${id}?side=320` })

    expect(valueOf(await home.call('listLibrary', {})).proportions).toEqual([0.667])
  })

  it('is shown of private images, and of those with an id of their own', async () => {
    await using home = await aServedHome()
    const hidden = await anImage(home, { private: true })
    const named = await anImage(
      home,
      { id: 'trips/high alps/1' },
      await makePhoto({ seed: 2, width: 900, height: 600 }),
    )

    const one = await home.asks({ path: `/photos/library/local/${hidden.id}?side=320` })
    const other = await home.asks({ path: '/photos/library/local/trips/high%20alps/1?side=320' })

    expect((await fetch(hidden.links[0] ?? '')).status).toBe(403)
    expect(await shapeOf(one.body)).toEqual(['jpeg', 320, 213])
    expect(await shapeOf(other.body)).toEqual(['jpeg', 320, 213])
    expect(named.id).toBe('trips/high alps/1')
  })

  it('is never cut, whatever the variants do', async () => {
    await using home = await aServedHome()
    const options = { metadata: 'none', blur: null, browserTtlSeconds: null } as const
    const variants = [
      { id: 'public', options: { ...options, fit: 'cover', width: 200, height: 200 } },
      { id: 'wide', options: { ...options, fit: 'scale-down', width: 800, height: 800 } },
    ] as const
    valueOf(await home.call('editVariant', { variant: { ...variants[0], alwaysPublic: false } }))
    valueOf(await home.call('createVariant', { variant: { ...variants[1], alwaysPublic: false } }))
    const { id } = await anImage(home)

    const small = await home.asks({ path: `/photos/library/local/${id}?side=640` })
    const large = await home.asks({ path: `/photos/view/local/${id}` })

    expect(await shapeOf(small.body)).toEqual(['jpeg', 640, 426])
    expect((await shapeOf(large.body)).slice(1)).toEqual([800, 533])
  })

  it.each([
    ['an unknown id', `/photos/library/local/${randomUUID()}?side=320`],
    ['another profile', '/photos/library/other/ID?side=320'],
    ['a profile that is none', '/photos/library/..x/ID?side=320'],
    ['no id', '/photos/library/local/?side=320'],
    ['no size', '/photos/library/local/ID'],
    ['a size of its own choice', '/photos/library/local/ID?side=321'],
    ['a path', '/photos/library/local/etc/passwd?side=320'],
    ['a path in disguise', '/photos/library/local/..%2f..%2fetc%2fpasswd?side=320'],
    ['an address', '/photos/library/local/http:/example.com/a.jpg?side=320'],
    ['an unknown original', `/photos/download/local/${randomUUID()}`],
    ['the original of another profile', '/photos/download/other/ID'],
    ['the original at a path', '/photos/download/local/etc/passwd'],
    ['an unknown view', `/photos/view/local/${randomUUID()}`],
  ])('is not shown for %s', async (_, path) => {
    await using home = await aServedHome()
    const { id } = await anImage(home)

    const reply = await home.asks({ path: path.replace('ID', id) })

    expect([400, 404, 502]).toContain(reply.status)
    expect(reply.headers['content-type']).not.toContain('image/')
    expect(reply.text).not.toContain(home.place)
  })
})

describe('an original', { timeout: 60_000 }, () => {
  it('comes as it was sent, under its own name, to be saved', async () => {
    await using home = await aServedHome()
    const path = join(home.photos, 'Dünen “1”.jpg')
    const { id } = await anImage(home)
    const first = valueOf(await home.call('getImage', { image: id })).image.filename ?? ''
    renameSync(join(home.photos, first), path)
    const { image } = valueOf(await home.call('createImage', { id: 'own/dune', from: { kind: 'file', path } }))

    const reply = await home.asks({ path: `/photos/download/local/${image.id}` })

    expect(createHash('sha256').update(reply.body).digest('hex')).toBe(createHash('sha256').update(photo).digest('hex'))
    expect(reply.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(photo.length),
      'content-disposition': `attachment; filename="D_nen _1_.jpg"; filename*=UTF-8''D%C3%BCnen%20%E2%80%9C1%E2%80%9D.jpg`,
    })
  })
})
