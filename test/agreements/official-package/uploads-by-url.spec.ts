import { expect, it, onTestFinished } from 'vitest'
import { aPictureHost } from './a-picture-host.ts'
import { look } from './delivered.ts'
import { atEveryPlace, atTheLocalCloud } from './places.ts'
import { answerOf } from './answer.ts'

atEveryPlace('an upload by URL', account => {
  it('fetches the picture, and names it after the end of its address', async () => {
    const { client, account_id, site, tags, expectChosen } = account()

    const image = await client.images.v1.create({ account_id, metadata: tags(), url: site.sources.picture })

    const link = image.variants?.find(one => one.endsWith('/public')) ?? ''
    await expect.poll(async () => (await look(link)).status, site.patience).toBe(200)
    expectChosen('the name of an upload by URL', image.filename, 'dune.jpg')
  })

  it('says that there was nothing to fetch', async () => {
    const { client, account_id, site, tags, expectRefused } = account()

    const answer = await answerOf(client.images.v1.create({ account_id, metadata: tags(), url: site.sources.nothing }))

    expectRefused(answer, { status: 400, code: 5454, unconfirmed: 'status of an upload by URL from nowhere' })
  })

  it('does not fetch from the delivery host', async () => {
    const { client, account_id, tags, expectRefused } = account()
    const url = 'https://imagedelivery.net/Vi7wi5KSItxGFsWRG2Us6Q/083eb7b2-5392-4565-b69e-aff66acddd00/public'

    const answer = await answerOf(client.images.v1.create({ account_id, metadata: tags(), url }))

    expectRefused(answer, {
      status: 400,
      code: 5454,
      unconfirmed: 'status of an upload by URL from the delivery host',
    })
  })
})

atTheLocalCloud(
  'an upload by URL of a doubtful address',
  'strange servers are not to be asked for our tests',
  account => {
    it.each(['file:///etc/hostname', 'data:image/svg+xml,<svg/>', 'ftp://127.0.0.1/dune.jpg', 'dune.jpg'])(
      'refuses %s',
      async url => {
        const { client, account_id, expectRefused } = account()

        const answer = await answerOf(client.images.v1.create({ account_id, url }))

        expectRefused(answer, { status: 400 })
      },
    )

    it('does not run in circles', async () => {
      const { client, account_id, expectRefused } = account()
      const host = await aPictureHost()
      onTestFinished(() => host.close())

      const answer = await answerOf(client.images.v1.create({ account_id, url: `${host.origin}/round` }))

      expectRefused(answer, { status: 400, code: 5454 })
      expect(host.asked()).toBeLessThanOrEqual(20)
    })
  },
)

atTheLocalCloud(
  'an upload by URL from this computer',
  'only the local cloud can reach it',
  account => {
    it('is refused unless a switch allows it, and nothing is asked for', async () => {
      const { client, account_id, expectRefused } = account()
      const host = await aPictureHost()
      onTestFinished(() => host.close())

      for (const origin of [host.origin, host.origin.replace('127.0.0.1', 'localhost')])
        expectRefused(await answerOf(client.images.v1.create({ account_id, url: `${origin}/dune.jpg` })), {
          status: 400,
          code: 5454,
        })

      expect(host.asked()).toBe(0)
    })
  },
  { allowsPrivateSources: false },
)
