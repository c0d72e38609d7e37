import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { anApp } from './an-app.ts'

describe('a second start of the desktop', { timeout: 120_000 }, () => {
  it('brings its photos to the one that runs, as a sheet that waits for a word, and ends', async () => {
    await using first = await anApp()
    const paths = await Promise.all([1, 2, 3].map(number => first.desk.photo(`_${number}.jpg`)))
    const page = await first.page()

    const code = await first.startAgain(['--send', ...paths])

    expect(code).toBe(0)
    await page.getByRole('button', { name: 'Send 3' }).click()
    await page.getByRole('tab', { name: 'Delivered 3' }).waitFor()
  })

  it('may bring 5,000 paths, more than the runtime’s own way or a command line of Windows carries', async () => {
    await using first = await anApp()
    const { desk } = first
    const folder = join(
      desk.photos,
      'A long name of a folder, as photographers give them, from the wedding of Anna and Paul',
    )
    mkdirSync(folder)
    const paths = Array.from({ length: 5_000 }, (_, number) => join(folder, `_HF_${number}.jpg`))
    const bytes = await makePhoto({ seed: 1, width: 32, height: 24 })
    for (const [number, path] of paths.entries())
      // Bytes behind the end of a JPEG are no part of the picture, and make it another file.
      writeFileSync(path, Buffer.concat([bytes, Buffer.from(String(number))]))
    const list = join(desk.photos, 'list.txt')
    writeFileSync(list, paths.join('\r\n'))

    const byName = await first.startAgain(['--send', ...paths])
    const byList = await first.startAgain([`--send-list=${list}`])

    expect([byName, byList]).toEqual([0, 0])
    const batches = async () => (await valueOf(first.bridge.snapshot({}))).staged
    await expect.poll(batches, { timeout: 60_000 }).not.toEqual([])
    const found = async () => {
      const views = await Promise.all(
        (await batches()).map(batch => valueOf(first.bridge.stagedBatch({ batch, names: 0 }))),
      )
      const [most] = views.toSorted((one, other) => sizeOf(other) - sizeOf(one))
      return most === undefined ? 0 : sizeOf(most)
    }
    await expect.poll(found, { timeout: 90_000, interval: 500 }).toBe(5_000)
  })

  it('with a link leads to the place it names, and with a bad one nowhere', async () => {
    await using first = await anApp()
    const page = await first.page()

    await first.startAgain(['hotfolder://settings'])
    await page.getByRole('heading', { name: 'Settings' }).waitFor()
    await first.startAgain(['hotfolder://settings/../../etc/passwd'])
    await first.startAgain(['hotfolder://evil?run=1'])
    await first.startAgain(['hotfolder://queue/held'])

    await page.getByRole('tab', { name: /^Held/, selected: true }).waitFor()
    expect(page.url()).toMatch(/#\/queue\/held$/)
  })

  it('brings a window that was closed back to the front', async () => {
    await using first = await anApp({ isHidden: true })
    const windows = () => first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
    expect(await windows()).toBe(0)

    const hidden = await first.startAgain(['--hidden'])
    expect([hidden, await windows()]).toEqual([0, 0])
    await first.startAgain([])

    await expect.poll(windows).toBe(1)
    await (await first.page()).getByRole('heading', { name: 'From your folder' }).waitFor()
  })
})

async function valueOf<T>(asked: Promise<{ ok: true; value: T } | { ok: false; problem: object }>): Promise<T> {
  const answer = await asked
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem))
  return answer.value
}

type Sheet = {
  ready: { count: number }
  held: { count: number }[]
  duplicates: { count: number }
  underWay: { count: number }
}

const sizeOf = ({ ready, held, duplicates, underWay }: Sheet) =>
  ready.count + duplicates.count + underWay.count + held.reduce((sum, group) => sum + group.count, 0)
