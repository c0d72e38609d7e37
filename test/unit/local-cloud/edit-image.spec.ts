import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { BadRequestError } from 'cloudflare'
import { describe, expect, it } from 'vitest'
import { aClient } from './a-client.ts'
import { aClock, aCloud, aPhoto, send, sha256 } from './a-cloud.ts'

const photo = await aPhoto()
const originals = (folder: string) => readdirSync(join(folder, 'originals'))

/** A cloud with one image, which tells its age apart from that of any change. */
async function withImage(fields: Record<string, string> = {}) {
  const clock = aClock()
  const cloud = await aCloud({ now: clock.now })
  const { result } = await cloud.upload({ metadata: '{"a":{"b":1}}', creator: 'ansel', ...fields }, photo)
  clock.pass(60)
  const id = String(result['id'])
  const path = `/v1/${encodeURIComponent(id)}`
  const edit = (changes: unknown) => cloud.json('PATCH', path, changes)
  return { cloud, id, path, before: result, edit }
}

describe('editing an image', () => {
  it('without changes answers what was there', async () => {
    const { cloud, path, before, edit } = await withImage()

    const edited = await edit({})

    expect(edited).toMatchObject({ status: 200 })
    expect(edited.result).toEqual(before)
    expect((await cloud.call('GET', path)).result).toEqual(before)
  })

  it('replaces the metadata whole and leaves the rest', async () => {
    const { cloud, path, before, edit } = await withImage()

    const edited = await edit({ metadata: { c: [1, { d: true }], e: null } })

    expect(edited.result).toEqual({ ...before, meta: { c: [1, { d: true }], e: null } })
    expect((await cloud.call('GET', path)).result).toEqual(edited.result)
    expect((await edit({ metadata: {} })).result['meta']).toEqual({})
  })

  it('sets and clears the creator', async () => {
    const { before, edit } = await withImage()
    const { creator: _, ...withoutCreator } = before

    expect((await edit({ creator: 'dorothea' })).result).toEqual({ ...before, creator: 'dorothea' })
    expect((await edit({ creator: null })).result).toEqual(withoutCreator)
    expect((await edit({ creator: 'dorothea' })).result['creator']).toBe('dorothea')
    expect((await edit({ creator: '' })).result).toEqual(withoutCreator)
  })

  it('of its access gives it a new id, and the old one is gone', async () => {
    const { cloud, id, path, before, edit } = await withImage()
    const link = `${cloud.deliveryUrl}/${cloud.accountHash}/${id}/public`
    const served = await fetch(link)

    const edited = await edit({ requireSignedURLs: true, metadata: { z: 1 } })
    const moved = String(edited.result['id'])

    expect(served.status).toBe(200)
    expect(moved).toMatch(/^[0-9a-f-]{34}00$/)
    expect(moved).not.toBe(id)
    expect(edited.result).toEqual({
      ...before,
      id: moved,
      requireSignedURLs: true,
      meta: { z: 1 },
      variants: [`${cloud.deliveryUrl}/${cloud.accountHash}/${moved}/public`],
    })
    expect(await cloud.call('GET', path)).toMatchObject({ status: 404, code: 5404 })
    expect((await fetch(link)).status).toBe(404)
    expect((await cloud.call('GET', `/v1/${moved}`)).result).toEqual(edited.result)
    expect(cloud.images()).toMatchObject([{ id: moved, sha256: sha256(photo), filename: 'dune.jpg' }])
  })

  it('of its access keeps its original and nothing rendered from it', async () => {
    const { cloud, id, edit } = await withImage()
    await fetch(`${cloud.deliveryUrl}/${cloud.accountHash}/${id}/public`)

    const moved = String((await edit({ requireSignedURLs: true })).result['id'])
    const rendered = readdirSync(join(cloud.folder, 'rendered'))
    const back = await cloud.json('PATCH', `/v1/${moved}`, { requireSignedURLs: false })
    const blob = await cloud.fetch(`/v1/${String(back.result['id'])}/blob`)

    expect(originals(cloud.folder)).toHaveLength(1)
    expect(rendered).toEqual([])
    expect(new Set([id, moved, back.result['id']]).size).toBe(3)
    expect(sha256(Buffer.from(await blob.arrayBuffer()))).toBe(sha256(photo))
  })

  it('of its access leaves nothing that a start would sweep', async () => {
    const { cloud, edit } = await withImage()
    const moved = String((await edit({ requireSignedURLs: true })).result['id'])
    await cloud.close()

    const again = await aCloud({ folder: cloud.folder })
    const blob = await again.fetch(`/v1/${moved}/blob`)

    expect(again.images()).toMatchObject([{ id: moved }])
    expect(sha256(Buffer.from(await blob.arrayBuffer()))).toBe(sha256(photo))
  })

  it('to the access it has keeps its id', async () => {
    const { before, edit } = await withImage()

    expect((await edit({ requireSignedURLs: false })).result).toEqual(before)
  })

  it('cannot make one with an id of one’s own private', async () => {
    const { cloud, path, before, edit } = await withImage({ id: 'walks/dune' })

    expect(await edit({ requireSignedURLs: true, creator: 'dorothea' })).toMatchObject({ status: 400, code: 5410 })
    expect((await cloud.call('GET', path)).result).toEqual(before)
    expect((await edit({ requireSignedURLs: false, creator: 'dorothea' })).result).toEqual({
      ...before,
      creator: 'dorothea',
    })
  })

  it('that is still a draft keeps the upload URL it has', async () => {
    const cloud = await aCloud()
    const { id, uploadURL } = await cloud.reserve()

    const edited = await cloud.json('PATCH', `/v1/${id}`, { requireSignedURLs: true, creator: 'ansel' })
    const sent = await send(uploadURL, photo)

    expect(edited.result).toMatchObject({ id, draft: true, requireSignedURLs: true, creator: 'ansel' })
    expect(sent).toMatchObject({ status: 200, result: { id, requireSignedURLs: true, creator: 'ansel' } })
  })

  it('that is not there answers 404', async () => {
    const cloud = await aCloud()

    expect(await cloud.json('PATCH', '/v1/nothing', {})).toMatchObject({ status: 404, code: 5404 })
  })

  it('happens once for everyone who asks at the same time', async () => {
    const { cloud, edit } = await withImage()

    const answers = await Promise.all([1, 2, 3].map(() => edit({ requireSignedURLs: true })))

    expect(answers.map(answer => answer.status).toSorted((a, b) => a - b)).toEqual([200, 404, 404])
    expect(originals(cloud.folder)).toHaveLength(1)
  })

  it.each([
    [{ metadata: null }, 'metadata'],
    [{ metadata: 'text' }, 'metadata'],
    [{ metadata: [1] }, 'metadata'],
    [{ metadata: { a: 'x'.repeat(1017) } }, 'metadata'],
    [{ creator: 'x'.repeat(1025) }, 'creator'],
    [{ creator: 5 }, 'creator'],
    [{ requireSignedURLs: 'true' }, 'requireSignedURLs'],
    [{ id: 'another' }, '"id"'],
  ])('refuses %j by name', async (changes, named) => {
    const { cloud, path, before, edit } = await withImage()

    const refused = await edit(changes)

    expect(refused).toMatchObject({ status: 400, code: 5400, message: expect.stringContaining(named) as string })
    expect((await cloud.call('GET', path)).result).toEqual(before)
  })

  it('takes 1024 bytes of metadata and not one more', async () => {
    const { edit } = await withImage()
    const ofBytes = (bytes: number) => ({ metadata: { a: 'x'.repeat(bytes - '{"a":""}'.length) } })

    expect(await edit(ofBytes(1024))).toMatchObject({ status: 200 })
    expect(await edit(ofBytes(1025))).toMatchObject({ status: 400, code: 5400 })
  })

  it('refuses metadata nested without end', async () => {
    const { cloud, path, before } = await withImage()
    const body = `{"metadata":{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`

    const refused = await cloud.call('PATCH', path, { headers: { 'content-type': 'application/json' }, body })

    expect(refused).toMatchObject({ status: 400, code: 5400 })
    expect((await cloud.call('GET', path)).result).toEqual(before)
  })

  it('takes JSON, never a form', async () => {
    const { cloud, path } = await withImage()
    const body = new FormData()
    body.append('creator', 'dorothea')

    expect(await cloud.call('PATCH', path, { body })).toMatchObject({ status: 400, code: 5400 })
  })

  it('comes through the batch host as well', async () => {
    const { cloud, id } = await withImage()
    const token = String((await cloud.call('GET', '/v1/batch_token')).result['token'])

    const edited = await cloud.json('PATCH', `${cloud.deliveryUrl}/images/v1/${id}`, { creator: null }, token)

    expect(edited.status).toBe(200)
    expect(edited.result).not.toHaveProperty('creator')
  })

  it('works with the official package', async () => {
    const { cloud, id } = await withImage()
    const { v1 } = aClient(cloud).images
    const account_id = cloud.accountId

    const same = await v1.edit(id, { account_id })
    const changed = await v1.edit(id, { account_id, creator: 'dorothea', metadata: { rating: 5 } })
    const signed = await v1.edit(id, { account_id, requireSignedURLs: true })

    expect(same).toMatchObject({ id, creator: 'ansel' })
    expect(changed).toMatchObject({ id, creator: 'dorothea', meta: { rating: 5 } })
    expect(signed).toMatchObject({ requireSignedURLs: true, meta: { rating: 5 } })
    await cloud.upload({ id: 'dune' }, photo)
    const custom = v1.edit('dune', { account_id, requireSignedURLs: true })
    await expect(custom).rejects.toBeInstanceOf(BadRequestError)
  })
})
