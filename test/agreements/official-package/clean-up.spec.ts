import { describe, expect, it } from 'vitest'
import { openAccount } from './account.ts'
import { cleanUp } from './clean-up.ts'
import { openLocalCloud } from './places.ts'

describe('cleaning up', () => {
  it('removes what a run made, known or not, and nothing else', async () => {
    const site = await openLocalCloud()
    const [owner, ours] = [openAccount(site), openAccount(site)]
    const options = { fit: 'cover', width: 9, height: 9, metadata: 'none' } as const
    const { account_id } = ours
    const kept = await owner.upload({ creator: 'ada', metadata: JSON.stringify({ run: 'of horses' }) })
    await owner.client.images.v1.keys.update('press', { account_id })
    await owner.client.images.v1.variants.create({ account_id, id: 'hero', options })
    // What the suite did not see being made: as when an answer is lost.
    await owner.upload({ creator: ours.run, metadata: '{"a":1}' })
    await owner.upload({ metadata: ours.tags() })
    await owner.client.images.v1.variants.create({ account_id, id: `${ours.run}lost`, options })
    await owner.client.images.v1.keys.update(`${ours.run}lost`, { account_id })

    const { id } = await ours.upload({ metadata: '{}' })
    await ours.client.images.v1.edit(id, { account_id, requireSignedURLs: true })
    await ours.reserve()
    await ours.client.images.v1.variants.create({ account_id, id: `${ours.run}known`, options })
    const problems = await cleanUp(ours)

    expect(problems).toEqual([])
    expect(site.cloud.images().map(image => image.id)).toEqual([kept.id])
    const { keys = [] } = await owner.client.images.v1.keys.list({ account_id })
    expect(keys.map(key => key.name)).toEqual(['default', 'press'])
    const { variants = {} } = await owner.client.images.v1.variants.list({ account_id })
    expect(Object.keys(variants).toSorted()).toEqual(['hero', 'public'])
    await site.close()
  })
})
