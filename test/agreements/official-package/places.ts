import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLocalCloud, type LocalCloud, type LocalCloudOptions } from '../../../main/local-cloud/index.ts'
import { type Account, openAccount } from './account.ts'
import { aPictureHost } from './a-picture-host.ts'
import { cleanUp } from './clean-up.ts'

/** One account somewhere the Images API is spoken, and what can be relied on there. */
export type Site = {
  /** The local cloud keeps to the letter what we chose where no source settles an answer; elsewhere we only listen. */
  readonly isReal: boolean
  readonly baseURL: string
  /** Where batch tokens are good; paths there have neither account nor version. */
  readonly batchURL: string
  readonly accountId: string
  readonly token: string
  /** Addresses an upload by URL can be tried with: one leads to a picture, one to nothing. */
  readonly sources: { readonly picture: string; readonly nothing: string }
  /** How long what was written may take to be seen, in ms. */
  readonly patience: { readonly timeout: number; readonly interval: number }
  /** ms between two requests. Two files run at a time, and 1,200 requests in five minutes shut an account for five more. */
  readonly pause: number
  /** ms since 1970, as the service counts them */
  now(): number
  close(): Promise<void>
}

/** The local cloud, and what nobody can do to the real service. */
export type LocalSite = Site & {
  readonly cloud: LocalCloud
  readonly readOnlyToken: string
  pass(seconds: number): void
}
export type LocalAccount = Account & { readonly site: LocalSite }

/** `allowsPrivateSources`: the picture host of the tests is on this computer, where an upload by URL does not go unasked. */
type Wishes = Partial<LocalCloudOptions> & { allowsPrivateSources?: boolean }

/** A local cloud in a folder of its own, gone with it. */
export async function openLocalCloud(wishes: Wishes = {}): Promise<LocalSite> {
  const folder = await mkdtemp(join(tmpdir(), 'official-package-'))
  const readOnlyToken = randomBytes(20).toString('hex')
  let ahead = 0
  const now = () => Date.now() + ahead
  const host = await aPictureHost()
  const options = { allowsPrivateSources: true, ...wishes }
  const cloud = await startLocalCloud({ folder, port: 0, readOnlyToken, now, ...options })
  return {
    cloud,
    readOnlyToken,
    isReal: false,
    baseURL: cloud.baseUrl,
    batchURL: new URL(cloud.baseUrl).origin,
    accountId: cloud.accountId,
    token: cloud.token,
    sources: { picture: `${host.origin}/far/away/dune.jpg`, nothing: `${host.origin}/nothing.jpg` },
    patience: { timeout: 5_000, interval: 20 },
    pause: 0,
    now,
    pass: seconds => void (ahead += seconds * 1000),
    async close() {
      await cloud.close()
      await host.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const {
  CLOUDFLARE_ACCOUNT_ID: accountId = '',
  CLOUDFLARE_API_TOKEN: token = '',
  CLOUDFLARE_IMAGES_SOURCE_URL: picture = 'https://avatars.githubusercontent.com/u/9919',
} = process.env
const hasCloudflare = accountId !== '' && token !== ''

const cloudflare: Site = {
  isReal: true,
  baseURL: 'https://api.cloudflare.com/client/v4',
  batchURL: 'https://batch.imagedelivery.net',
  accountId,
  token,
  sources: { picture, nothing: 'https://example.com/nothing.jpg' },
  patience: { timeout: 90_000, interval: 1_000 },
  pause: 550,
  now: Date.now,
  close: async () => {},
}

const localPlace = { name: 'the local cloud', timeout: 30_000, open: openLocalCloud }
/** `timeout` of a test there, in ms */
const places: readonly { name: string; timeout: number; open: () => Promise<Site> }[] = hasCloudflare
  ? [localPlace, { name: 'Cloudflare', timeout: 900_000, open: () => Promise.resolve(cloudflare) }]
  : [localPlace]

/** Holds at the local cloud always, and at the real service where the environment names an account. Leaves nothing there. */
export function atEveryPlace(title: string, tests: (account: () => Account) => void): void {
  for (const { name, timeout, open } of places) {
    describe(`${title}, at ${name}`, { timeout }, () => {
      let site: Site
      let account: Account
      beforeAll(async () => {
        site = await open()
        account = openAccount(site)
        if (site.isReal) console.info(`Cloudflare: ${title}: what is made bears the mark ${account.run}`)
      })
      afterAll(async () => {
        const left = await cleanUp(account)
        await site.close()

        expect(left).toEqual([])
        if (site.isReal) console.info(`Cloudflare: ${title}: odd answers: ${JSON.stringify(account.oddAnswers)}`)
        else expect(account.oddAnswers).toEqual([])
      }, timeout)

      tests(() => account)
    })
  }
}

/** Holds at the local cloud alone, because of what it does to the account or asks of the service. */
export function atTheLocalCloud(
  title: string,
  because: string,
  tests: (account: () => LocalAccount) => void,
  wishes: Wishes = {},
): void {
  describe(`${title}, at ${localPlace.name}`, () => {
    let account: LocalAccount
    beforeAll(async () => {
      const site = await openLocalCloud(wishes)
      account = { ...openAccount(site), site }
    })
    afterAll(async () => {
      await account.site.close()

      expect(account.oddAnswers).toEqual([])
    })

    tests(() => account)
  })
  if (!hasCloudflare) return
  it(`${title} is not tried at Cloudflare`, context => {
    console.info(`Not at Cloudflare: ${title}: ${because}`)
    context.skip(because)
  })
}
