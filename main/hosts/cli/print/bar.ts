const width = 10

/** How much of it is done, as a bar: ████░░░░░░. Parts count as parts. */
export function bar(done: number, of: number): string {
  const filled = of === 0 ? 0 : Math.min(width, Math.floor((done / of) * width))
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
}
