import type { Page } from 'playwright-core'

/** What the page holds once everything that nobody needs is collected, as its own protocol counts: megabytes, those of its scripts, and parts of the page. */
export async function heapOf(page: Page): Promise<{ megabytes: number; scripts: number; nodes: number }> {
  const line = await page.context().newCDPSession(page)
  try {
    await line.send('HeapProfiler.enable')
    // What one collection lets go may hold what only the next one finds.
    for (let round = 0; round < 3; round += 1) await line.send('HeapProfiler.collectGarbage')
    const heap = await line.send('Runtime.getHeapUsage')
    await line.send('Performance.enable')
    const { metrics } = await line.send('Performance.getMetrics')
    const nodes = metrics.find(({ name }) => name === 'Nodes')?.value ?? NaN
    const bytes = heap.usedSize + heap.embedderHeapUsedSize + heap.backingStorageSize
    return { megabytes: bytes / 1e6, scripts: heap.usedSize / 1e6, nodes }
  } finally {
    await line.detach()
  }
}
