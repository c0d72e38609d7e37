import { NotFoundError, toFile } from 'cloudflare'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refuseCustomId } from '../../../main/local-cloud/images/refuse-custom-id.ts'
import { aClient } from './a-client.ts'
import { aCloud } from './a-cloud.ts'

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
const letters = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...Array.from('/%2F?#&=+:;,@ .\\"\'ü東🏜~-_aB1')), minLength: 1, maxLength: 30 }),
)
// A form turns every kind of line break into another one, so no id with one comes through it.
const legalId = letters.filter(id => refuseCustomId(id, false) === undefined && !/\p{Cc}/u.test(id))

describe('any legal id of one’s own', () => {
  it('names its image through create, get, blob, edit, list, delivery and delete', async () => {
    const cloud = await aCloud()
    const { v1, v2 } = aClient(cloud).images
    const account = { account_id: cloud.accountId }

    await fc.assert(
      fc.asyncProperty(legalId, async id => {
        const made = await v1.create({ ...account, id, file: await toFile(svg, 'a.svg') })
        const seen = await v1.get(id, account)
        const blob = await v1.blobs.get(id, account)
        const edited = await v1.edit(id, { ...account, creator: 'ansel' })
        const listed = await v2.list({ ...account, creator: 'ansel' })
        const delivered = await fetch(String(made.variants?.[0]))
        const deleted = await v1.delete(id, account)

        expect([made.id, seen.id, edited.id]).toEqual([id, id, id])
        expect(listed.images?.map(image => image.id)).toEqual([id])
        expect(Buffer.from(await blob.arrayBuffer()).equals(svg)).toBe(true)
        expect(delivered.status).toBe(200)
        expect(deleted).toEqual({})
        await expect(v1.get(id, account)).rejects.toBeInstanceOf(NotFoundError)
      }),
      { numRuns: 60 },
    )
  })

  it('may be reserved, too', async () => {
    const cloud = await aCloud()
    const { v1, v2 } = aClient(cloud).images
    const account = { account_id: cloud.accountId }

    await fc.assert(
      fc.asyncProperty(legalId, async id => {
        const reserved = await v2.directUploads.create({ ...account, id })
        const draft = await v1.get(id, account)
        await v1.delete(id, account)

        expect([reserved.id, draft.id]).toEqual([id, id])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a path', () => {
  it.each(['batch_token', 'config', 'direct_upload', 'keys', 'stats', 'variants'])(
    'that says %s never means an image',
    async word => {
      const cloud = await aCloud()

      expect(await cloud.call('DELETE', `/v1/${word}`)).toMatchObject({ status: 404, code: 7003 })
      expect(await cloud.call('GET', `/v1/${word}/blob`)).toMatchObject({ status: 404 })
      expect(await cloud.upload({ id: word }, svg)).toMatchObject({ status: 400, code: 5411 })
    },
  )

  it('with a slash at its end means the same as without', async () => {
    const cloud = await aCloud()
    await cloud.upload({ id: 'walks/dune' }, svg)

    const list = await cloud.call('GET', '/v2/?per_page=10')
    const image = await cloud.call('GET', '/v1/walks%2Fdune/')
    const keys = await cloud.call('GET', '/v1/keys/')

    expect(list.result).toMatchObject({ images: [{ id: 'walks/dune' }] })
    expect(image.result).toMatchObject({ id: 'walks/dune' })
    expect(keys.result).toHaveProperty('keys')
  })

  it('whose id is not one segment leads nowhere', async () => {
    const cloud = await aCloud()
    await cloud.upload({ id: 'walks/dune' }, svg)

    expect(await cloud.call('GET', '/v1/walks/dune')).toMatchObject({ status: 404, code: 7003 })
    expect(await cloud.call('GET', '/v1/walks%252Fdune')).toMatchObject({ status: 404, code: 5404 })
  })

  it.each(['%', '%zz', '%ff', 'a%C3', '100%'])('that is badly encoded is refused: %s', async bad => {
    const cloud = await aCloud()
    await cloud.upload({ id: bad }, svg)

    expect(await cloud.call('DELETE', `/v1/${bad}`)).toMatchObject({ status: 400, code: 5400 })
    expect(await cloud.call('GET', `/v1/${encodeURIComponent(bad)}`)).toMatchObject({ result: { id: bad } })
  })
})
