import { expect, it } from 'vitest'
import { atEveryPlace } from './places.ts'

atEveryPlace('the statistics', account => {
  const count = async () => {
    const { client, account_id } = account()
    const { count } = await client.images.v1.stats.get({ account_id })
    return count
  }

  it('count what is kept, and tell what may be kept', async () => {
    const { client, account_id, upload, site, expectChosen } = account()
    const before = await count()

    const { id } = await upload()
    const after = await count()
    await client.images.v1.delete(id, { account_id })

    expect(before?.current).toBeGreaterThanOrEqual(0)
    expect(before?.allowed).toBeGreaterThan(0)
    // Others may be at work in a real account, and its count may lag.
    expectChosen('images counted before and after an upload', [before?.current, after?.current], [0, 1])
    if (!site.isReal) expect(await count()).toEqual(before)
  })
})
