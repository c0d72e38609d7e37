import type { Page } from 'playwright-core'
import { z } from 'zod'

/** The main thread over one stretch of time: its longest task in ms, the processor time of that and the most of any task, and how often 50 ms were passed. */
export type MainThread = {
  longestMs: number
  processorMs: number
  mostProcessorMs: number
  over50Ms: number
  seconds: number
}

const TraceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
})
const Trace = z.object({ traceEvents: z.array(TraceEvent) })

const mark = 'watched by the bench'
const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing']

/** Lets the browser itself note every task of the page’s main thread while `run` lasts. */
export async function watchMainThread(page: Page, run: () => Promise<void>): Promise<MainThread> {
  const browser = page.context().browser()
  if (browser === null) throw new Error('the page has no browser')
  await browser.startTracing(page, { categories })
  const began = performance.now()
  try {
    // It tells which of all threads is ours.
    await page.evaluate(name => void performance.mark(name), mark)
    await run()
  } finally {
    await page.evaluate(name => performance.clearMarks(name), mark)
  }
  const seconds = (performance.now() - began) / 1_000
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString('utf8')))
  const ours = traceEvents.find(({ name }) => name === mark)
  if (ours === undefined) throw new Error('the trace does not name the thread of the page')
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith('RunTask') && pid === ours.pid && tid === ours.tid,
  )
  const longest = tasks.reduce((most, task) => ((task.dur ?? 0) > (most.dur ?? 0) ? task : most))
  return {
    longestMs: (longest.dur ?? 0) / 1_000,
    processorMs: (longest.tdur ?? 0) / 1_000,
    mostProcessorMs: tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1_000,
    over50Ms: tasks.filter(({ dur = 0 }) => dur > 50_000).length,
    seconds,
  }
}
