import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { aDesk, type Desk } from '../scenarios/cli/a-desk.ts'
import type { CommandInput, CommandName, CommandOutput, Outcome } from '../../preload/contract/index.ts'
import type { CliRun } from '../scenarios/cli/run-cli.ts'

/** Debian’s own; the tests bring no browser. */
const browserPath = '/usr/bin/chromium'
/** Where pictures of every screen go. */
export const pictures = new URL('../../test-results/screens', import.meta.url).pathname

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

const themes = ['dark', 'light'] as const
/** What a theme can make wrong; all else was looked at in the first. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** A person before the window: an engine in a process of its own, and a real browser on its page. */
export interface Window {
  readonly desk: Desk
  readonly page: Page
  /** What the browser complained about. */
  readonly complaints: readonly string[]
  /** Kills the engine and waits until it is gone. */
  kill(): Promise<void>
  /** The engine stands still, as on a computer that has no breath left; `thaw` lets it go on. */
  freeze(): void
  thaw(): void
  /** Starts it again on the same home and opens its new address. */
  restart(): Promise<void>
  /** Starts it again, and the page is not told. */
  restartUnseen(): Promise<void>
  /** Asks the engine as the page does. */
  ask<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>>
  /** From here on photos go to this account, and the page knows it: what is dropped goes where the page says. */
  useAccount(name: string): Promise<void>
  /** In both themes: takes a picture, and has axe look at the page; in the second only at what its colours may spoil. */
  inspect(name: string): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

type Wish = {
  /** Made in the one folder the page may choose from. */
  folders?: readonly string[]
  /** Come back under the same address after a restart. */
  port?: 'any' | 'fixed'
  env?: Record<string, string>
  /** The one folder the page may choose from; that of the desk’s photos where none is named. */
  root?: string
  /** Puts into the desk what is there before the engine starts. */
  seed?: (desk: Desk) => Promise<void>
}

export async function aWindow({ folders = [], port = 'any', env = {}, seed, root }: Wish = {}): Promise<Window> {
  const desk = aDesk()
  for (const name of folders) mkdirSync(join(desk.photos, name))
  await seed?.(desk)
  const complaints: string[] = []
  const served = root ?? desk.photos
  const [first, page] = await Promise.all([serve(desk, served, '0', env), openPage(complaints)])
  let run = first
  await open(page, run.url)

  const start = async () => {
    run = await serve(desk, served, port === 'fixed' ? new URL(run.url).port : '0', env)
  }
  const ask: Window['ask'] = async (name, input) => {
    const answer = (await page.evaluate(
      async ([command, body]) => {
        const headers = { 'Content-Type': 'application/json' }
        return (await fetch(`/rpc/${command}`, { method: 'POST', headers, body })).json()
      },
      [name, JSON.stringify(input)] as const,
    )) as Outcome<CommandOutput<typeof name>>
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
    return answer.value
  }

  return {
    desk,
    page,
    complaints,
    async kill() {
      run.started.child.kill('SIGKILL')
      await run.started.ended
    },
    freeze: () => void run.started.child.kill('SIGSTOP'),
    thaw: () => void run.started.child.kill('SIGCONT'),
    async restartUnseen() {
      await start()
    },
    async restart() {
      await start()
      await open(page, run.url)
      // The page before kept asking for an engine that was gone.
      complaints.length = 0
    },
    ask,
    async useAccount(name) {
      await ask('useProfile', { profile: name })
      await page.getByRole('button', { name: `Account: ${name}` }).waitFor()
    },
    async inspect(name) {
      mkdirSync(pictures, { recursive: true })
      for (const theme of themes) {
        await ask('changePreferences', { theme })
        await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor()
        await settled(page)
        await page.screenshot({ path: join(pictures, `${name}-${theme}.png`) })
        expect(await faultsIn(page, theme), `${name} ${theme}`).toEqual([])
      }
    },
    async [Symbol.asyncDispose]() {
      await page.context().close()
      await desk.clear()
    },
  }
}

async function faultsIn(page: Page, theme: (typeof themes)[number]): Promise<string[]> {
  const rules = theme === themes[0] ? {} : { runOnly: rulesOfColour }
  // The other mode is for frames of other origins, of which the page has none: it opens a tab for each look and takes four times as long.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], ...rules })
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 200)}`))
}

/** All pictures in sight are there, and nothing is drawn any more. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await Promise.all([...document.images].map(image => image.decode().catch(() => {})))
    await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  })
}

/** The first page of a person of its own. */
async function openPage(complaints: string[]): Promise<Page> {
  const browser = await theBrowser()
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.setDefaultTimeout(20_000)
  return page
}

/** Until what it shows is there: a key pressed before is heard by nobody. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.locator('main:not(.page-sentence)').first().waitFor()
}

async function serve(
  desk: Desk,
  root: string,
  port: string,
  env: Record<string, string>,
): Promise<{ started: CliRun; url: string }> {
  const started = desk.start(['serve', '--json', '--no-open', '--port', port, '--root', root], { env })
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
