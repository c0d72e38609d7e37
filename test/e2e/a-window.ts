import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { aDesk, type Desk } from '../scenarios/cli/a-desk.ts'
import type { CommandInput, CommandName, CommandOutput, Outcome } from '../../preload/contract/index.ts'
import type { CliRun } from '../scenarios/cli/run-cli.ts'
import { type DesktopRun, overSocket, startDesktop } from './a-desktop.ts'
import { inspect, photograph } from './inspect.ts'

export { pictures } from './inspect.ts'

/** Who runs the engine and shows its pages: the same journeys for both. */
export const host: 'web' | 'desktop' = process.env['HOTFOLDER_HOST'] === 'desktop' ? 'desktop' : 'web'

/** Debian’s own; the tests bring no browser. */
const browserPath = '/usr/bin/chromium'

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

/** A person before the window: an engine in a process of its own, and a real browser on its page. */
export interface Window {
  readonly desk: Desk
  /** After a restart of the desktop it is another one. */
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
  /** Opens a picker and picks: the page’s own in a browser, the system’s on the desktop. Folders by name, files by path. */
  pick(what: { folder: string } | { files: string[] }, open: () => Promise<void>): Promise<void>
  /** The text that was copied last. */
  copied(): Promise<string>
  /** From here on photos go to this account, and the page knows it: what is dropped goes where the page says. */
  useAccount(name: string): Promise<void>
  /** In both themes: takes a picture, and has axe look at the page; in the second only at what its colours may spoil. The desktop shows the same pages: one picture. */
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

export async function aWindow(wish: Wish = {}): Promise<Window> {
  const desk = aDesk()
  for (const name of wish.folders ?? []) mkdirSync(join(desk.photos, name))
  await wish.seed?.(desk)
  return host === 'desktop' ? overDesktop(desk, wish) : overWeb(desk, wish)
}

async function overDesktop(desk: Desk, { env = {} }: Wish): Promise<Window> {
  const complaints: string[] = []
  const start = async () => {
    const run = await startDesktop({ home: desk.home, env })
    const page = await run.page()
    await page.setViewportSize({ width: 1440, height: 900 })
    await shown(page)
    return { run, page: hearComplaints(page, complaints) }
  }
  let now: { run: DesktopRun; page: Page } = await start()
  const ask: Window['ask'] = async (name, input) => {
    const { client } = await overSocket(desk.home)
    try {
      return valueOf((await client.call(name, input)) as Outcome<CommandOutput<typeof name>>)
    } finally {
      client.close()
    }
  }
  return {
    desk,
    get page() {
      return now.page
    },
    complaints,
    async kill() {
      now.run.app.process().kill('SIGKILL')
      await now.run.ended
    },
    freeze: () => void now.run.app.process().kill('SIGSTOP'),
    thaw: () => void now.run.app.process().kill('SIGCONT'),
    async restartUnseen() {
      now = await start()
    },
    async restart() {
      now = await start()
      complaints.length = 0
    },
    ask,
    useAccount: name => useAccount(now.page, ask, name),
    async pick(what, open) {
      const filePaths = 'files' in what ? what.files : [join(desk.photos, what.folder)]
      await now.run.app.evaluate(({ dialog }, picked) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths: picked })
      }, filePaths)
      await open()
    },
    copied: () => now.run.app.evaluate(({ clipboard }) => clipboard.readText()),
    inspect: name => photograph(now.page, `desktop-${name}`),
    async [Symbol.asyncDispose]() {
      if (!now.run.hasEnded) await leave(now.run)
      await desk.clear()
    },
  }
}

/** Whatever the page still holds: nobody is there to be asked. */
async function leave({ app }: DesktopRun): Promise<void> {
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBoxSync = () => 1
  })
  await app.close()
}

async function overWeb(desk: Desk, { port = 'any', env = {}, root }: Wish): Promise<Window> {
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
    return valueOf(answer)
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
    useAccount: name => useAccount(page, ask, name),
    async pick(what, open) {
      if ('files' in what) {
        const choosing = page.waitForEvent('filechooser')
        await open()
        await (await choosing).setFiles(what.files)
        return
      }
      await open()
      await page.getByRole('button', { name: `Watch ${what.folder}`, exact: true }).click()
    },
    copied: () => page.evaluate(() => navigator.clipboard.readText()),
    inspect: name => inspect(page, ask, name),
    async [Symbol.asyncDispose]() {
      await page.context().close()
      await desk.clear()
    },
  }
}

async function useAccount(page: Page, ask: Window['ask'], name: string): Promise<void> {
  await ask('useProfile', { profile: name })
  await page.getByRole('button', { name: `Account: ${name}` }).waitFor()
}

function valueOf<T>(answer: Outcome<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  return answer.value
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
  return hearComplaints(await context.newPage(), complaints)
}

function hearComplaints(page: Page, complaints: string[]): Page {
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', error => complaints.push(error.message))
  page.setDefaultTimeout(20_000)
  return page
}

async function open(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await shown(page)
}

/** Until what it shows is there: a key pressed before is heard by nobody. */
const shown = (page: Page) => page.locator('main:not(.page-sentence)').first().waitFor()

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
    host === 'desktop'
      ? onDisk(files)
      : files.map(({ name, bytes }) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(bytes) })),
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

const dropped: string[] = []
afterAll(() => {
  for (const folder of dropped.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Electron’s window takes files from where they lie. */
function onDisk(files: readonly { name: string; bytes: Uint8Array }[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'hotfolder-dropped-'))
  dropped.push(folder)
  return files.map(({ name, bytes }) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  })
}
