/** Begins to count: seconds, and by how many megabytes this process has grown at its highest. */
export function countGrowth(): () => { seconds: number; megabytes: number } {
  const before = process.memoryUsage.rss()
  const begun = performance.now()
  return () => ({
    seconds: (performance.now() - begun) / 1_000,
    megabytes: (process.resourceUsage().maxRSS * 1_024 - before) / 1_000_000,
  })
}
