import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Kept } from './account.ts'
import { linkTo, look, sign } from './delivered.ts'
import { aPicture, asFile } from './pictures.ts'
import { atTheLocalCloud } from './places.ts'
import { answerOf } from './answer.ts'

atTheLocalCloud('flexible variants', 'the switch is for the whole account', account => {
  let image: Kept
  const turn = (on: boolean) => account().client.patch(account().path('v1/config'), { body: { flexible_variants: on } })
  const as = (options: string, headers: Record<string, string> = {}) => look(linkTo(image, options), headers)

  beforeEach(async () => {
    await turn(true)
    image = await account().upload({ file: asFile(await aPicture({ width: 612, height: 613 })) })
  })
  afterEach(() => turn(false))

  it('are refused until they are switched on, and again when they are switched off', async () => {
    await turn(false)
    const { status, code } = await as('w=100')

    expect([status, code]).toEqual([403, 9429])
    await turn(true)
    expect((await as('w=100')).status).toBe(200)
  })

  it.each<[string, [number, number]]>([
    ['w=306', [306, 307]],
    ['width=100,height=50,fit=cover', [100, 50]],
    ['w=1224', [612, 613]],
    ['w=100,h=50,fit=squeeze', [100, 50]],
    ['w=1920,h=1120,fit=aspect-crop', [612, 357]],
    ['w=100,h=50,fit=pad,background=%23ff0000', [100, 50]],
    ['w=50,h=50,fit=cover,dpr=2', [100, 100]],
    ['rotate=90', [613, 612]],
    ['trim=13;0;0;12', [600, 600]],
  ])('show a picture of 612 × 613 under %s as %j', async (options, sides) => {
    expect((await as(options)).sides).toEqual(sides)
  })

  it.each([
    ['webp', 'image/webp'],
    ['avif', 'image/avif'],
    ['jpeg', 'image/jpeg'],
  ])('change the format to %s', async (format, type) => {
    expect((await as(`w=64,f=${format}`, { accept: '*/*' })).type).toBe(type)
  })

  it('refuse by name what they do not know', async () => {
    const { status, bytes } = await as('w=100,sparkle=7')

    expect(status).toBe(400)
    expect(bytes.toString()).toContain('sparkle')
  })

  it.each(['w=0', 'w=wide', 'fit=squash', 'quality=101', 'rotate=45', 'blur=251'])('refuse %s', async options => {
    expect((await as(`h=10,${options}`)).status).toBe(400)
  })

  it('never show a private image, signed or not', async () => {
    const { client, account_id, upload, site } = account()
    const secret = linkTo(await upload({ requireSignedURLs: true }), 'w=100')
    const { keys = [] } = await client.images.v1.keys.list({ account_id })
    const signed = sign(secret, keys[0]?.value ?? '', Math.floor(site.now() / 1000) + 3600)

    expect([(await look(secret)).status, (await look(signed)).status]).toEqual([403, 403])
  })
})

atTheLocalCloud('the settings of an account', 'they are the account owner’s', account => {
  const config = (body: object) => account().client.patch(account().path('v1/config'), { body })

  it('say how long browsers keep pictures', async () => {
    const { upload } = account()
    await config({ browser_ttl: 7200 })

    const { headers } = await look(linkTo(await upload(), 'public'))

    expect(headers.get('cache-control')).toContain('max-age=7200')
  })

  it.each([{ browser_ttl: 3599 }, { browser_ttl: 31_536_001 }, { flexible_variants: 'maybe' }])(
    'refuse %o',
    async body => {
      const { expectRefused } = account()

      expectRefused(await answerOf(config(body)), { status: 400, code: 5400 })
    },
  )
})
