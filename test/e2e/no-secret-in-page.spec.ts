import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { commands, type CommandName } from '../../preload/contract/index.ts'
import { aWindow } from './a-window.ts'
import { photographs } from './photographs.ts'

const token = 'Kq7-not-for-any-page_0123456789abcdefghi'
/** Left in the page on purpose: what looks for the token must find this. */
const decoy = 'Kq7-a-decoy-for-this-page_0123456789abcd'

/** All that came to the page over the wire: heads and bodies. The feed never ends, so it is heard by a reader of its own. */
function overhear(page: Page) {
  const heard: string[] = []
  const reading: Promise<void>[] = []
  page.on('response', response => {
    const isFeed = response.url().endsWith('/events')
    reading.push(
      Promise.all([response.allHeaders(), isFeed ? '' : response.text().catch(() => '')]).then(([headers, body]) => {
        heard.push(JSON.stringify(headers), body)
      }),
    )
  })
  return async () => {
    await Promise.allSettled(reading)
    return heard
  }
}

/** Every text the page’s memory holds, after it was swept. */
async function textsInMemory(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return (JSON.parse(chunks.join('')) as { strings: string[] }).strings
}

/** What the browser keeps for this page. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases()
    const caches = await globalThis.caches.keys()
    return JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      databases,
      caches,
      location.href,
    ])
  })

/** Every question about an account that changes nothing, with what it needs to be asked. */
const questions = (image: string): Partial<Record<CommandName, unknown>> => ({
  snapshot: {},
  listJobs: {},
  listKnown: { verdict: 'held' },
  readPreferences: {},
  verifyProfile: {},
  listReceipts: {},
  accountUse: {},
  listImages: { limit: 10 },
  listImagesV1: {},
  syncLibrary: {},
  searchLibrary: {},
  getImage: { image },
  listVariants: {},
  getVariant: { variant: 'public' },
  listSigningKeys: {},
  signLinks: { links: [{ image, variant: 'public' }], key: 'for-clients', expiresAt: Date.now() + 3_600_000 },
  about: {},
  readLog: { limit: 1_000 },
  describeAll: {},
  replaceToken: { profile: 'Studio', token: 'two words' },
  removeProfile: { profile: 'local' },
})

describe('a token and the signing keys', { timeout: 180_000 }, () => {
  it('never come to the page, and what a person typed is gone from it once it is kept', async () => {
    await using window = await aWindow({ folders: ['Export'] })
    const { page, desk } = window
    const heard = overhear(page)
    const cloud = await desk.cloud({ token })
    await page.reload()

    // By the keyboard alone: what a test fills in by script would stay in memory for its own sake.
    await page.getByRole('button', { name: 'Connect Cloudflare' }).click()
    await page.getByLabel('Account id').fill(cloud.accountId)
    await page.getByText('Another address of the service').click()
    await page.getByLabel('Base URL').fill(cloud.baseUrl)
    await page.getByLabel('API token').focus()
    await page.keyboard.insertText(token)
    const whileTyped = await page.getByLabel('API token').evaluate((field: HTMLInputElement) => field.value.length)
    await page.getByRole('button', { name: 'Connect and check' }).click()
    await page.getByRole('dialog', { name: 'Watch a folder' }).waitFor()
    await page.evaluate(text => Object.assign(globalThis, { held: { text } }), decoy)
    const justConnected = await textsInMemory(page)
    const [photo] = await photographs(1)
    writeFileSync(join(desk.photos, 'Export', 'dune.jpg'), photo?.bytes ?? '')
    await page.getByRole('button', { name: 'Watch Export' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('5')
    await page.getByLabel('New key').fill('for-clients')
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'Signing keys' }).getByText('for-clients').waitFor()
    await page.getByRole('button', { name: 'Save a diagnostics file…' }).click()
    await page.getByText('"tokenIn"').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    for (const screen of ['1', '2', '3', '4', '5']) await page.keyboard.press(screen)
    await page.keyboard.press('1')
    await page.getByRole('tab', { name: 'Delivered 1' }).waitFor()
    const [receipt] = (await window.ask('listReceipts', {})).receipts
    const asked = Object.entries(questions(receipt?.imageId ?? ''))
    for (const [name, input] of asked)
      await page.evaluate(
        async ([command, body]) => {
          const headers = { 'Content-Type': 'application/json' }
          await (await fetch(`/rpc/${command}`, { method: 'POST', headers, body })).text()
        },
        [name, JSON.stringify(input)] as const,
      )

    await page.keyboard.press('5')
    await page.getByRole('list', { name: 'Signing keys' }).getByText('for-clients').waitFor()

    const keysAnswer = await fetch(`${cloud.baseUrl}/accounts/${cloud.accountId}/images/v1/keys`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { keys } = ((await keysAnswer.json()) as { result: { keys: { name: string; value: string }[] } }).result
    const secrets = [token, ...keys.map(key => key.value)]
    const memory = await textsInMemory(page)
    const overWire = (await heard()).join('\n')

    expect([whileTyped, keys.map(key => key.name)]).toEqual([token.length, ['default', 'for-clients']])
    expect(asked.map(([name]) => name).every(name => Object.hasOwn(commands, name))).toBe(true)
    expect(justConnected.some(text => text.includes(decoy))).toBe(true)
    expect(justConnected.filter(text => text.includes(token))).toEqual([])
    // The ways of looking do find what is there.
    expect(memory.some(text => text.includes(decoy))).toBe(true)
    expect(memory.some(text => text.includes('for-clients'))).toBe(true)
    expect(overWire).toContain('"tokenIn":"this-run"')
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(20)
      expect(overWire.includes(secret)).toBe(false)
      expect(memory.filter(text => text.includes(secret)).map(text => text.slice(0, 80))).toEqual([])
      expect((await page.content()).includes(secret)).toBe(false)
      expect(await kept(page)).not.toContain(secret)
    }
    expect(window.complaints).toEqual([])
  })
})
