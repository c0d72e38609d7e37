import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { makePhoto } from '../fixtures/make-photo.ts'
import { padPhoto } from '../fixtures/pad-photo.ts'
import { openPage } from './page/open-page.ts'
import { type MainThread, watchMainThread } from './page/watch-main-thread.ts'

export type DropFigures = { takenMs: number; judgedMs: number; taking: MainThread }

const photoBytes = 40_000

/** A folder of small photographs, no two the same. */
async function aShoot(place: string, photos: number): Promise<void> {
  const [home, shoot] = [join(place, 'home'), join(place, 'photos', 'Shoot')]
  for (const folder of [home, shoot]) mkdirSync(folder, { recursive: true })
  const one = await makePhoto({ seed: 1, width: 320, height: 240 })
  for (let number = 0; number < photos; number += 1)
    writeFileSync(join(shoot, `_HF_${String(number).padStart(5, '0')}.JPG`), padPhoto(one, 'jpeg', photoBytes, number))
}

/** From the file manager: the browser itself reads what is dropped. */
async function drop(page: Page, folder: string): Promise<void> {
  const line = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await line.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  await line.detach()
}

/** (l) A folder with thousands of small photos dropped on the page, until the sheet is whole: milliseconds per photo. */
export async function measureDropPage(photos = 3_000): Promise<DropFigures> {
  let folder = ''
  const window = await openPage(async place => {
    folder = join(place, 'photos', 'Shoot')
    await aShoot(place, photos)
  })
  const { page, ask } = window
  try {
    await window.arrive('#/queue/now')
    await page.getByRole('button', { name: 'Try it on this computer' }).waitFor()
    let [takenMs, judgedMs] = [0, 0]
    const taking = await watchMainThread(page, async () => {
      const began = performance.now()
      await drop(page, folder)
      await page.getByRole('dialog', { name: 'Ready to send?' }).waitFor({ timeout: 600_000 })
      takenMs = performance.now() - began
      await page.getByRole('button', { name: `Send ${photos.toLocaleString('en-GB')}` }).waitFor({ timeout: 600_000 })
      judgedMs = performance.now() - began
    })
    const { staged } = (await ask('snapshot', {})).queue.counts
    if (staged !== photos) throw new Error(`${staged} photos are staged`)
    return { takenMs: takenMs / photos, judgedMs: judgedMs / photos, taking }
  } finally {
    await window.close()
  }
}
