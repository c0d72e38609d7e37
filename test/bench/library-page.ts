import { firstAnswer } from './page/first-answer.ts'
import { heapOf } from '../support/heap-of.ts'
import { type OpenPage, openPage } from './page/open-page.ts'
import { scrollAround, scrollThrough } from './page/scroll-through.ts'
import { seedLibrary } from '../support/seed-library.ts'
import { seedQueue } from '../support/seed-queue.ts'
import { watchMainThread } from './page/watch-main-thread.ts'
import { beginSending, leastOf, type PageFigures } from './queue-page.ts'

const busySeconds = 12

/** (k) The library with 20,000 images on the account, in a real browser on a real engine. */
export async function measureLibraryPage(images = 20_000): Promise<PageFigures> {
  const window = await openPage(async place => {
    await seedQueue(place, { jobs: 300, real: 300 })
    await seedLibrary(place, { images })
  })
  const { page, ask } = window
  try {
    await window.arrive('')
    await ask('syncLibrary', {})
    await window.arrive('#/library')
    // Another address of the same page would be no navigation.
    await page.reload({ waitUntil: 'commit' })
    const first = await firstAnswer(page, {
      drawn: '[role="grid"] img',
      key: 'ArrowRight',
      answered: '[role="grid"] [aria-selected="true"]',
    })
    const scrolling = await leastOf(2, () => watchMainThread(page, () => scrollThrough(page)))
    const selecting = await watchMainThread(page, async () => {
      await page.keyboard.press('Control+a')
      const all = `${images.toLocaleString('en-GB')} images selected`
      await page.getByText(all).first().waitFor()
      for (const key of ['Shift+ArrowDown', 'Shift+ArrowRight', 'Shift+End', 'Shift+ArrowUp'])
        for (let times = 0; times < 15; times += 1) await page.keyboard.press(key)
      await page.keyboard.press('Escape')
    })
    await beginSending(ask)
    const before = await ask('snapshot', {})
    const began = performance.now()
    const stop = new AbortController()
    const changing = changeImages(ask, stop.signal)
    const watched = await leastOf(2, () => watchMainThread(page, () => scrollAround(page, busySeconds)))
    stop.abort()
    await changing
    const after = await ask('snapshot', {})
    const seconds = (performance.now() - began) / 1_000
    const busy = { ...watched, eventsPerSecond: (after.revision - before.revision) / seconds }
    return { first, scrolling, selecting, busy, heap: await heapOf(page) }
  } finally {
    await window.close()
  }
}

/** Somebody else of the studio edits images, as fast as the account’s budget of calls lets them, while photos are being delivered. */
async function changeImages(ask: OpenPage['ask'], signal: AbortSignal): Promise<void> {
  const { images } = await ask('searchLibrary', { limit: 100 })
  for (let turn = 0; !signal.aborted; turn += 1) {
    const image = images[turn % images.length]
    if (image === undefined) throw new Error('there is no image to change')
    const set = { rating: turn % 5 }
    await ask('editImage', { image: image.id, change: { metadata: { kind: 'merge', set, remove: [] } } })
  }
}
