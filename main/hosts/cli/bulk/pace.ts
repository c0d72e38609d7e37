/** How fast it went lately, to say how long the rest takes. */
export type Pace = { tick(): void; secondsLeft(left: number): number | null }

/** With fewer than these it says nothing; older ones than these say nothing about now. */
const least = 5
const most = 50

export function createPace(now: () => number): Pace {
  const ticks: number[] = []
  return {
    tick() {
      ticks.push(now())
      if (ticks.length > most) ticks.shift()
    },
    secondsLeft(left) {
      const [first] = ticks
      if (first === undefined || ticks.length < least) return null
      return ((now() - first) / 1_000 / (ticks.length - 1)) * left
    },
  }
}
