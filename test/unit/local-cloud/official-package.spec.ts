import Cloudflare, { AuthenticationError, ConflictError, NotFoundError, PermissionDeniedError } from 'cloudflare'
import { describe, expect, it } from 'vitest'
import { aCloud, aPhoto, send } from './a-cloud.ts'

async function aClient() {
  const cloud = await aCloud({ readOnlyToken: 'just-looking' })
  const connect = (apiToken: string) => new Cloudflare({ apiToken, baseURL: cloud.baseUrl })
  return { cloud, account_id: cloud.accountId, client: connect(cloud.token), connect }
}

describe('the official package', () => {
  it('leads an image through its life', async () => {
    const { cloud, client, account_id } = await aClient()

    const { id = '', uploadURL = '' } = await client.images.v2.directUploads.create({ account_id })
    const draft = await client.images.v1.get(id, { account_id })
    await send(uploadURL, await aPhoto())
    const image = await client.images.v1.get(id, { account_id })
    const list = await client.images.v2.list({ account_id, creator: null, continuation_token: null })
    const stats = await client.images.v1.stats.get({ account_id })
    const deleted = await client.images.v1.delete(id, { account_id })

    expect(draft).toMatchObject({ id, draft: true })
    expect(image).toMatchObject({ id, filename: 'dune.jpg' })
    expect(list).toMatchObject({ images: [{ id }], continuation_token: null })
    expect(stats).toEqual({ count: { current: 1, allowed: 100_000 } })
    expect(deleted).toEqual({})
    expect(cloud.images()).toEqual([])
  })

  it('reserves with everything it can say', async () => {
    const { client, account_id } = await aClient()

    const { id = '' } = await client.images.v2.directUploads.create({
      account_id,
      id: 'this/is/ü %1',
      creator: 'ansel',
      metadata: { a: { b: ['c', 1, true] } },
      requireSignedURLs: false,
      expiry: new Date(Date.now() + 3_600_000).toISOString(),
    })
    const draft = await client.images.v1.get(id, { account_id })

    expect(draft).toMatchObject({ id: 'this/is/ü %1', creator: 'ansel', meta: { a: { b: ['c', '1', 'true'] } } })
  })

  it('meets failures as its own errors, and tries only what may pass', async () => {
    const { cloud, client, account_id, connect } = await aClient()
    await client.images.v2.directUploads.create({ account_id, id: 'dune' })
    cloud.faults.set([{ kind: 'error', probability: 1, times: 1 }])
    const before = cloud.calls()['POST direct_upload'] ?? 0

    await client.images.v2.directUploads.create({ account_id, id: 'sea' })
    const taken = client.images.v2.directUploads.create({ account_id, id: 'dune' })

    await expect(taken).rejects.toBeInstanceOf(ConflictError)
    expect(cloud.calls()['POST direct_upload']).toBe(before + 3)
    await expect(client.images.v1.get('nothing', { account_id })).rejects.toBeInstanceOf(NotFoundError)
    const stats = (token: string, account: string) => connect(token).images.v1.stats.get({ account_id: account })
    await expect(stats('wrong', account_id)).rejects.toBeInstanceOf(AuthenticationError)
    await expect(stats(cloud.token, '0'.repeat(32))).rejects.toBeInstanceOf(PermissionDeniedError)
    const reserve = connect('just-looking').images.v2.directUploads.create({ account_id })
    await expect(reserve).rejects.toBeInstanceOf(PermissionDeniedError)
  })
})
