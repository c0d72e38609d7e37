import { type FirstAnswer, firstAnswer } from './page/first-answer.ts'
import { heapOf } from './page/heap-of.ts'
import { openPage } from './page/open-page.ts'
import { scrollAround, scrollThrough } from './page/scroll-through.ts'
import { seedQueue } from './page/seed-queue.ts'
import { type MainThread, watchMainThread } from './page/watch-main-thread.ts'

export type PageFigures = {
  first: FirstAnswer
  scrolling: MainThread
  busy: MainThread & { eventsPerSecond: number }
  selecting: MainThread
  heap: { megabytes: number; scripts: number; nodes: number }
}

const busySeconds = 12
/** About three photos of the bench a second, each with half a dozen events, beside the progress ten times a second. */
const bytesPerSecond = 400_000

/** (j) The queue with 10,000 photos in it, in a real browser on a real engine. */
export async function measureQueuePage(jobs = 10_000): Promise<PageFigures> {
  const window = await openPage(place => seedQueue(place, { jobs, real: 300 }))
  const { page, ask } = window
  try {
    await window.arrive('#/queue/waiting')
    const first = await firstAnswer(page, {
      drawn: '[role="grid"] [data-row]',
      key: 'ArrowDown',
      answered: '[role="row"][aria-selected="true"]',
    })
    const scrolling = await watchMainThread(page, async () => void (await scrollThrough(page)))
    const selecting = await watchMainThread(page, async () => {
      await page.keyboard.press('Control+a')
      for (const key of ['Shift+ArrowDown', 'Shift+ArrowUp', 'Shift+End', 'Shift+PageUp'])
        for (let times = 0; times < 15; times += 1) await page.keyboard.press(key)
      await page.keyboard.press('Control+a')
      await page.keyboard.press('Control+k')
      await page.keyboard.type('pause')
      await page.keyboard.press('Escape')
    })
    await ask('setLimits', { bytesPerSecond, concurrency: 4 })
    await ask('resumeQueue', {})
    await page
      .getByText(/ left$/)
      .first()
      .waitFor()
    const before = await ask('snapshot', {})
    const watched = await watchMainThread(page, () => scrollAround(page, busySeconds))
    const after = await ask('snapshot', {})
    const busy = { ...watched, eventsPerSecond: (after.revision - before.revision) / watched.seconds }
    return { first, scrolling, selecting, busy, heap: await heapOf(page) }
  } finally {
    await window.close()
  }
}
