import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { aDesk, type Desk } from '../scenarios/cli/a-desk.ts'
import type { CliRun } from '../scenarios/cli/run-cli.ts'

/** Debian’s own; the tests bring no browser. */
const browserPath = '/usr/bin/chromium'
const pictures = new URL('../../test-results/screens', import.meta.url).pathname

let opening: Promise<Browser> | undefined

/** One browser per file of specifications. */
function theBrowser(): Promise<Browser> {
  opening ??= chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-background-networking'],
  })
  return opening
}

afterAll(async () => {
  await (await opening)?.close()
  opening = undefined
})

export type Theme = 'dark' | 'light'

/** A person before the window: an engine in a process of its own, and a real browser on its page. */
export interface Window {
  readonly desk: Desk
  readonly page: Page
  /** What the browser complained about. */
  readonly complaints: readonly string[]
  /** Kills the engine and waits until it is gone. */
  kill(): Promise<void>
  /** Starts it again on the same home and opens its new address. */
  restart(): Promise<void>
  wear(theme: Theme): Promise<void>
  /** Takes a picture, and has axe look at the page. */
  inspect(name: string, theme: Theme): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

type Wish = { width?: number; height?: number; roots?: (desk: Desk) => string[]; env?: Record<string, string> }

export async function aWindow({ width = 1440, height = 900, roots, env = {} }: Wish = {}): Promise<Window> {
  const desk = aDesk()
  const browser = await theBrowser()
  const context = await browser.newContext({
    viewport: { width, height },
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  })
  const complaints: string[] = []
  let run = await serve(desk, roots?.(desk) ?? [desk.photos], env)
  const page = await openPage(context, complaints)
  await page.goto(run.url)

  return {
    desk,
    page,
    complaints,
    async kill() {
      run.started.child.kill('SIGKILL')
      await run.started.ended
    },
    async restart() {
      run = await serve(desk, roots?.(desk) ?? [desk.photos], env)
      // The old page keeps asking for an engine that is gone.
      complaints.length = 0
      await page.goto(run.url)
      complaints.length = 0
    },
    async wear(theme) {
      await page.evaluate(wanted => {
        const kept = JSON.stringify({ theme: wanted, language: 'en', linkForm: 'url', isWelcomed: true })
        document.cookie = `hotfolder-window=${encodeURIComponent(kept)}; Path=/; SameSite=Strict`
      }, theme)
      await page.reload()
      await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor()
    },
    async inspect(name, theme) {
      mkdirSync(pictures, { recursive: true })
      await page.waitForLoadState('networkidle').catch(() => {})
      await page.screenshot({ path: join(pictures, `${name}-${theme}.png`) })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations.map(({ id, nodes }) => `${name} ${theme}: ${id} ${nodes.map(node => node.html).join(' ')}`),
      ).toEqual([])
    },
    async [Symbol.asyncDispose]() {
      await context.close()
      await desk.clear()
    },
  }
}

async function openPage(context: BrowserContext, complaints: string[]): Promise<Page> {
  const page = await context.newPage()
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.setDefaultTimeout(20_000)
  return page
}

async function serve(
  desk: Desk,
  roots: readonly string[],
  env: Record<string, string>,
): Promise<{ started: CliRun; url: string }> {
  const started = desk.start(['serve', '--json', '--no-open', ...roots.flatMap(root => ['--root', root])], { env })
  await started.says('"url"')
  const { url } = JSON.parse(started.out.split('\n', 1)[0] ?? '') as { url: string }
  return { started, url }
}

/** Drops files on the page as a person does: their bytes come from the browser’s side. */
export async function dropOn(page: Page, files: readonly { name: string; bytes: Uint8Array }[]): Promise<void> {
  const place = `dropped-${randomUUID()}`
  await page.evaluate(id => {
    const holder = document.createElement('input')
    holder.type = 'file'
    holder.multiple = true
    holder.id = id
    holder.hidden = true
    document.body.append(holder)
  }, place)
  await page.setInputFiles(
    `#${place}`,
    files.map(({ name, bytes }) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) })),
  )
  await page.evaluate(id => {
    const holder = document.querySelector<HTMLInputElement>(`#${id}`)
    const transfer = new DataTransfer()
    for (const file of holder?.files ?? []) transfer.items.add(file)
    for (const kind of ['dragover', 'drop'])
      document.body.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }))
    holder?.remove()
  }, place)
}
