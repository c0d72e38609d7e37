import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { aDesk } from '../../scenarios/cli/a-desk.ts'
import { runtime } from '../a-desktop.ts'
import { anApp } from './an-app.ts'

/** As NetworkManager answers where a telephone is the line. */
function aMeteredLine(home: string): Record<string, string> {
  const tools = join(home, 'tools')
  mkdirSync(tools, { recursive: true })
  writeFileSync(join(tools, 'busctl'), '#!/bin/sh\necho "u 1"\n')
  chmodSync(join(tools, 'busctl'), 0o755)
  return { PATH: [tools, process.env['PATH']].join(delimiter) }
}

describe(`a metered line (on ${runtime})`, { timeout: 120_000 }, () => {
  it.runIf(process.platform === 'linux')('holds photos back, says so, and lets them go at a word', async () => {
    const desk = aDesk()
    await using app = await anApp({ desk, env: aMeteredLine(desk.home) })
    const page = await app.page()
    // Nothing is on its way before the line is known.
    await expect
      .poll(async () => {
        const snapshot = await app.bridge.snapshot({})
        return snapshot.ok && snapshot.value.queue.metered
      })
      .toBe(true)
    const photo = await desk.photo('Bride.jpg')
    await app.bridge.addPhotos({ paths: [photo] })
    await page.getByRole('contentinfo').getByText('Metered line: nothing is sent').waitFor()
    await page.getByRole('tab', { name: 'Waiting 1' }).waitFor()
    await expect.poll(async () => (await app.seen()).trayRows).toContain('Send on This Line Anyway')

    await page.getByRole('button', { name: 'Send anyway' }).click()

    await page.getByRole('tab', { name: 'Delivered 1' }).waitFor()
    await page.getByText('This line is metered').waitFor({ state: 'detached' })
  })
})
