import { describe, expect, it } from 'vitest'
import { aWorld, valueOf } from './local-world.ts'
import { accountId, bad, forEver, good, say, startOddCloud } from './odd-cloud.ts'

const path = `/client/v4/accounts/${accountId}/images/v1/keys`
const keys = [
  { name: 'default', value: 'first' },
  { name: 'spring', value: 'second' },
]

describe('signing keys', () => {
  it('come with their values after every call', async () => {
    await using cloud = await startOddCloud((_request, response) => say(response, 200, good({ keys })))

    expect(await cloud.api.keys(forEver())).toEqual({ ok: true, value: keys })
    expect(await cloud.api.createKey('spring', forEver())).toEqual({ ok: true, value: keys })
    expect(await cloud.api.deleteKey('old', forEver())).toEqual({ ok: true, value: keys })

    expect(cloud.asked).toEqual([
      `GET ${path} Bearer right`,
      `PUT ${path}/spring Bearer right`,
      `DELETE ${path}/old Bearer right`,
    ])
  })

  it('live from creation to their end at the local cloud', async () => {
    await using world = await aWorld()

    const created = valueOf(await world.api.createKey('spring', forEver()))
    expect(created.map(({ name }) => name)).toEqual(['default', 'spring'])
    expect(valueOf(await world.api.keys(forEver()))).toEqual(created)
    expect(valueOf(await world.api.deleteKey('spring', forEver()))).toEqual([created[0]])
    expect(await world.api.deleteKey('spring', forEver())).toEqual({
      ok: false,
      problem: { code: 'signing-key-unknown', key: 'spring' },
    })
  })

  it.each<[number, unknown, object]>([
    [404, bad(5404, 'no'), { code: 'signing-key-unknown', key: 'spring' }],
    [403, bad(10_000, 'no'), { code: 'token-rejected', needs: 'Account · Cloudflare Images · Edit' }],
    [200, good({ keys: [{ name: 'default' }] }), { code: 'not-understood' }],
    [200, good(null), { code: 'not-understood' }],
  ])('tell a refusal: %i %o', async (status, body, problem) => {
    await using cloud = await startOddCloud((_request, response) => say(response, status, body))

    expect(await cloud.api.deleteKey('spring', forEver())).toMatchObject({ ok: false, problem })
  })
})
