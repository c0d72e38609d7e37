import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { aWindow, type Window } from './a-window.ts'
import { photographs } from './photographs.ts'

const injection = (number: number) => `<img src=x onerror=window.injected=${number}>`

/** What scripts that came in with names and texts would have left, and what the page’s policy had to hold back. */
async function watchForScripts({ page }: Window): Promise<() => Promise<unknown>> {
  await page.addInitScript(() => {
    const refused: string[] = []
    Object.assign(window, { refused })
    document.addEventListener('securitypolicyviolation', event =>
      refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
    )
  })
  await page.reload()
  await page.getByRole('heading', { name: 'From your folder' }).waitFor()
  return () =>
    page.evaluate(() => {
      const { injected, refused } = window as unknown as { injected?: number; refused: string[] }
      return { injected, refused, strange: document.querySelectorAll('[onerror], [onclick], iframe, object').length }
    })
}

describe('names and texts with scripts in them', { timeout: 120_000 }, () => {
  it('are shown as they are written, and nothing of them runs', async () => {
    await using window = await aWindow()
    const { page, desk, ask } = window
    const found = await watchForScripts(window)
    const folder = join(desk.photos, `Shoot ${injection(1)}`)
    mkdirSync(folder)
    const [one, half] = await photographs(2)
    if (one === undefined || half === undefined) throw new Error('two were asked for')
    writeFileSync(join(folder, `${injection(2)}.jpg`), one.bytes)
    writeFileSync(
      join(folder, `"'><svg onload=window.injected=3>.jpg`.replace('/', '')),
      half.bytes.subarray(0, 20_000),
    )

    await ask('addFolder', {
      path: folder,
      settings: { creator: injection(4), tags: { [`<b onclick=1>`]: injection(5) } },
    })
    await page.getByRole('tab', { name: 'Delivered 1' }).click()
    await page
      .getByRole('row')
      .getByText(`${injection(2)}.jpg`)
      .first()
      .click()
    await page.getByRole('button', { name: 'Copy the link of public' }).waitFor()
    await page.keyboard.press(' ')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Held 1' }).click()
    await page.getByRole('row', { name: /svg onload/ }).click()
    await page.keyboard.press('2')
    await page
      .getByText(`Shoot ${injection(1)}`)
      .first()
      .waitFor()
    await page.getByText('Settings', { exact: true }).nth(1).click()
    await page.keyboard.press('Control+k')
    await page.keyboard.type(injection(6))
    await page.getByText('There is no command of this name.').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('3')
    await page.getByRole('main').waitFor()

    expect(await found()).toEqual({ injected: undefined, refused: [], strange: 0 })
    expect(window.complaints).toEqual([])
  })

  it('would not run even if they got into the page', async () => {
    await using window = await aWindow()
    const { page } = window
    const found = await watchForScripts(window)

    await page.evaluate(html => document.body.insertAdjacentHTML('beforeend', html), injection(7))
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.injected = 8'
      document.body.append(script)
      const link = document.createElement('a')
      link.href = 'javascript:window.injected=9'
      document.body.append(link)
      link.click()
    })
    const evaluated = await page.evaluate(() => {
      const script = document.createElement('script')
      script.src = 'data:text/javascript,window.injected=10'
      document.body.append(script)
      return new Promise<string>(resolve => script.addEventListener('error', () => resolve('refused')))
    })

    await page.waitForFunction(() => (window as unknown as { refused: string[] }).refused.length >= 4)
    expect(evaluated).toBe('refused')
    expect(await found()).toMatchObject({ injected: undefined })
  })
})

/** Another page of this computer, on another port: to the browser the same site, so that our cookie goes along. */
async function anotherPage(html: string): Promise<string> {
  const server = createServer((_asked, answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end(html))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe('another page in the same browser', { timeout: 120_000 }, () => {
  it('can neither order, read, show nor frame anything, though the cookie of ours goes along', async () => {
    await using window = await aWindow()
    const ours = new URL(window.page.url()).origin
    const other = await window.page.context().newPage()
    await other.goto(await anotherPage('<!doctype html><title>Other</title>'))

    const tried = await other.evaluate(async origin => {
      const attempt = (run: () => Promise<unknown>) => run().then(String, () => 'refused')
      const order = (type: string) =>
        attempt(() =>
          fetch(`${origin}/rpc/pauseQueue`, {
            method: 'POST',
            credentials: 'include',
            mode: type === 'application/json' ? 'cors' : 'no-cors',
            headers: { 'Content-Type': type },
            body: '{}',
          }).then(answer => answer.type),
        )
      const loaded = (element: HTMLImageElement | HTMLScriptElement) =>
        new Promise<string>(resolve => {
          element.addEventListener('load', () => resolve('shown'))
          element.addEventListener('error', () => resolve('refused'))
          document.body.append(element)
        })
      const listened = new Promise<string>(resolve => {
        const events = new EventSource(`${origin}/events`, { withCredentials: true })
        events.addEventListener('open', () => resolve('heard'))
        events.addEventListener('error', () => resolve('refused'))
      })
      return {
        ordered: await order('application/json'),
        sneaked: await order('text/plain'),
        read: await attempt(() => fetch(`${origin}/places`, { credentials: 'include' })),
        listened: await listened,
        picture: await loaded(Object.assign(new Image(), { src: `${origin}/icon.svg` })),
        script: await loaded(Object.assign(document.createElement('script'), { src: `${origin}/assets/index.js` })),
      }
    }, ours)
    await other.setContent(`<iframe src="${ours}/"></iframe>`)
    const frame = other.frames().find(one => one !== other.mainFrame())
    await frame?.waitForLoadState()

    expect(tried).toEqual({
      ordered: 'refused',
      sneaked: 'refused',
      read: 'refused',
      listened: 'refused',
      picture: 'refused',
      script: 'refused',
    })
    expect(await frame?.locator('#page').count()).toBe(0)
    expect((await window.ask('snapshot', {})).queue.paused).toBe(false)
  })

  it('gets nothing by bending its own name to our address', async () => {
    await using window = await aWindow()
    const { port } = new URL(window.page.url())
    const browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-background-networking', '--host-resolver-rules=MAP photos.example 127.0.0.1'],
    })
    onTestFinished(() => browser.close())
    const page = await browser.newPage()

    const answer = await page.goto(`http://photos.example:${port}/`)
    const order = await page.evaluate(
      async () =>
        (await fetch('/rpc/snapshot', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }))
          .status,
    )

    expect(answer?.status()).toBe(421)
    expect(order).toBe(421)
  })
})

describe('the page itself', { timeout: 120_000 }, () => {
  it('knows neither its token nor its cookie, and holds no script but its files', async () => {
    await using window = await aWindow()
    const { page } = window

    const known = await page.evaluate(async () => ({
      cookie: document.cookie,
      address: location.href.replace(location.hash, ''),
      origin: `${location.origin}/`,
      referrer: document.referrer,
      kept: [Object.keys(localStorage), Object.keys(sessionStorage), (await indexedDB.databases()).length],
      inline: [...document.scripts].filter(script => script.src === '' || !script.src.startsWith(location.origin))
        .length,
    }))

    expect(known).toMatchObject({ cookie: '', referrer: '', inline: 0 })
    expect(known.address).toBe(known.origin)
    expect(known.kept).toEqual([[], [], 0])
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', domain: '127.0.0.1' })
  })
})
