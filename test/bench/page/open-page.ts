import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { CommandInput, CommandName, CommandOutput, Outcome } from '../../../preload/contract/index.ts'
import { startCli } from '../../scenarios/cli/run-cli.ts'
import { chromiumPath } from './chromium.ts'

export type OpenPage = {
  page: Page
  /** Asks the engine as the page does. */
  ask<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>>
  /** A browser that has never been here, on its way to this screen; resolves when the page has begun to come. */
  arrive(hash: string): Promise<void>
  close(): Promise<void>
}

/** A real engine in a process of its own, on a home that was seeded, and a real browser before it. */
export async function openPage(seed: (place: string) => Promise<void>): Promise<OpenPage> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'hotfolder-bench-')))
  await seed(place)
  const circumstances = { home: join(place, 'home'), cwd: place }
  const serve = ['serve', '--json', '--no-open', '--root', join(place, 'photos')]
  const engine = startCli(serve, circumstances)
  let browser: Browser | undefined
  const close = async () => {
    await browser?.close()
    engine.child.kill('SIGKILL')
    await engine.ended
    rmSync(place, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    await engine.says('"url"')
    const url = urlIn(engine.out)
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: ['--no-sandbox', '--disable-background-networking'],
    })
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const ask: OpenPage['ask'] = async (name, input) => {
      const headers = { 'Content-Type': 'application/json', Origin: new URL(url).origin }
      const answer = await context.request.post(new URL(`/rpc/${name}`, url).href, {
        headers,
        data: input,
        timeout: 300_000,
      })
      const outcome = (await answer.json()) as Outcome<CommandOutput<typeof name>>
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem))
      return outcome.value
    }
    let entrance: string | null = url
    return {
      page,
      ask,
      async arrive(hash) {
        if (entrance !== null) await context.request.get(entrance)
        entrance = null
        await page.goto(new URL(`/${hash}`, url).href, { waitUntil: 'commit' })
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

const urlIn = (out: string) => (JSON.parse(out.split('\n', 1)[0] ?? '') as { url: string }).url
