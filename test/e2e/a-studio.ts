import { expect } from 'vitest'
import type { LocalCloud } from '../../main/local-cloud/index.ts'
import type { Fit } from '../../preload/contract/index.ts'
import { aWindow, dropOn, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

const token = 'a-token-that-only-this-test-and-its-cloud-know'

type Described = {
  id: string
  requireSignedURLs: boolean
  meta?: Record<string, unknown>
  creator?: string | null
}

/** A window on an account of its own, on a cloud whose clock the test moves. */
export interface Studio {
  readonly window: Window
  readonly cloud: LocalCloud
  moveClock(ms: number): void
  createVariant(id: string, width: number, more?: { fit?: Fit; height?: number; alwaysPublic?: boolean }): Promise<void>
  /** Sends photographs from here, as a person does. */
  deliver(count: number): Promise<void>
  /** Selects the image of this name. */
  choose(name: string): Promise<void>
  /** Brings the library up to date and opens the details of the image of this name. */
  open(name: string): Promise<void>
  /** The image as the account itself has it; null where it has none of this id. */
  onAccount(id: string): Promise<Described | null>
  clipboard(): Promise<string>
  [Symbol.asyncDispose](): Promise<void>
}

export async function aStudio(): Promise<Studio> {
  const window = await aWindow({ env: { HOTFOLDER_API_TOKEN: token } })
  const { page, ask } = window
  let ahead = 0
  const cloud = await window.desk.cloud({ token, now: () => Date.now() + ahead })
  const account = { kind: 'cloudflare', accountId: cloud.accountId, baseUrl: cloud.baseUrl } as const
  await ask('addProfile', { name: 'Studio', account, token: null })
  await window.useAccount('Studio')

  const choose: Studio['choose'] = name =>
    page
      .getByRole('gridcell', { name })
      .or(page.getByRole('button', { name, exact: true }))
      .first()
      .click()

  return {
    window,
    cloud,
    moveClock(ms) {
      ahead += ms
    },
    async createVariant(id, width, { fit = 'scale-down', height, alwaysPublic = false } = {}) {
      const options = {
        fit,
        width,
        height: height ?? null,
        metadata: 'none',
        blur: null,
        browserTtlSeconds: null,
      } as const
      await ask('createVariant', { variant: { id, options, alwaysPublic } })
    },
    async deliver(count) {
      await dropOn(page, await photographs(count))
      await page.getByRole('button', { name: `Send ${count}` }).click()
      // Until it has gone the keys are its own.
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      const delivered = async () => (await ask('snapshot', {})).queue.counts.delivered
      await expect.poll(delivered, { timeout: 30_000 }).toBe(count)
    },
    choose,
    async open(name) {
      await ask('syncLibrary', {})
      await page.keyboard.press('1')
      await page.keyboard.press('3')
      await choose(name)
      await page.getByRole('button', { name: `Preview ${name}` }).waitFor()
    },
    async onAccount(id) {
      const answer = await fetch(`${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1/${encodeURIComponent(id)}`, {
        headers: { authorization: `Bearer ${cloud.token}` },
      })
      return ((await answer.json()) as { result: Described | null }).result
    },
    clipboard: () => window.copied(),
    [Symbol.asyncDispose]: () => window[Symbol.asyncDispose](),
  }
}

/** A few variants of two fits, one of them always public. */
export async function someVariants({ createVariant }: Studio): Promise<void> {
  await createVariant('small', 320)
  await createVariant('medium', 640)
  await createVariant('square', 200, { fit: 'cover', height: 200, alwaysPublic: true })
}
