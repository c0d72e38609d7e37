import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { aClient } from './a-client.ts'
import { type ACloud, type Answer, aCloud } from './a-cloud.ts'

const Keys = z.object({ keys: z.array(z.object({ name: z.string(), value: z.string() })) })

const keysIn = ({ result }: Answer) => Keys.parse(result).keys
const namesIn = (answer: Answer) => keysIn(answer).map(key => key.name)
const list = (cloud: ACloud) => cloud.call('GET', '/v1/keys')

describe('the signing keys', () => {
  it('begin with one called default', async () => {
    const cloud = await aCloud()

    const [first, ...more] = keysIn(await list(cloud))

    expect(first).toMatchObject({ name: 'default', value: expect.stringMatching(/^[A-Za-z0-9+/]{32}$/) as string })
    expect(more).toEqual([])
  })

  it('are made and removed by name, and every answer is the whole list', async () => {
    const cloud = await aCloud()

    const made = await cloud.call('PUT', '/v1/keys/client_A-1')
    const removed = await cloud.call('DELETE', '/v1/keys/default')

    expect(namesIn(made)).toEqual(['default', 'client_A-1'])
    expect(new Set(keysIn(made).map(key => key.value)).size).toBe(2)
    expect(keysIn(removed)).toEqual(keysIn(made).slice(1))
    expect(keysIn(await list(cloud))).toEqual(keysIn(removed))
  })

  it('keep their value when made again', async () => {
    const cloud = await aCloud()
    const before = keysIn(await cloud.call('PUT', '/v1/keys/gallery'))

    const after = keysIn(await cloud.call('PUT', '/v1/keys/gallery'))

    expect(after).toEqual(before)
  })

  it('are never none: with the last one’s end comes a fresh default', async () => {
    const cloud = await aCloud()
    const [old] = keysIn(await list(cloud))

    const left = keysIn(await cloud.call('DELETE', '/v1/keys/default'))

    expect(left.map(key => key.name)).toEqual(['default'])
    expect(left[0]?.value).not.toBe(old?.value)
  })

  it('stay across a restart', async () => {
    const first = await aCloud()
    const keys = keysIn(await first.call('PUT', '/v1/keys/gallery'))
    await first.close()

    const second = await aCloud({ folder: first.folder })

    expect(keysIn(await list(second))).toEqual(keys)
  })

  it.each(['a'.repeat(21), 'with%20space', 'slash%2Fed', 'dotted.name', '%C3%BC'])(
    'cannot be called %s',
    async name => {
      const cloud = await aCloud()

      expect(await cloud.call('PUT', `/v1/keys/${name}`)).toMatchObject({ status: 400, code: 5400 })
      expect(namesIn(await list(cloud))).toEqual(['default'])
    },
  )

  it('that are not there cannot be removed', async () => {
    const cloud = await aCloud()

    expect(await cloud.call('DELETE', '/v1/keys/nobody')).toMatchObject({ status: 404, code: 5404 })
  })

  it('are a hundred at most, and one that is there may still be asked for', async () => {
    const cloud = await aCloud()
    for (let number = 1; number < 100; number += 1) await cloud.call('PUT', `/v1/keys/key-${number}`)

    const oneMore = await cloud.call('PUT', '/v1/keys/key-100')
    const again = await cloud.call('PUT', '/v1/keys/key-99')

    expect(oneMore).toMatchObject({ status: 403, code: 5453 })
    expect(keysIn(again)).toHaveLength(100)
  })

  it('are managed by the official package', async () => {
    const cloud = await aCloud()
    const { keys } = aClient(cloud).images.v1
    const account = { account_id: cloud.accountId }

    const made = await keys.update('someKey', account)
    const listed = await keys.list(account)
    const left = await keys.delete('someKey', account)

    expect(made.keys?.map(key => key.name)).toEqual(['default', 'someKey'])
    expect(listed).toEqual(made)
    expect(left.keys?.map(key => key.name)).toEqual(['default'])
  })
})
