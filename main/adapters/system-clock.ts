import type { Clock } from '../engine/ports.ts'

/** What one timer of the runtime can hold (about 25 days); beyond, it would ring at once. */
const longestMs = 2_147_483_647

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  minutesEast: at => 0 - new Date(at).getTimezoneOffset(),
  after(ms, run) {
    let left = ms
    let timer: NodeJS.Timeout
    const wait = () => {
      const step = Math.min(left, longestMs)
      left -= step
      timer = setTimeout(() => (left > 0 ? wait() : run()), step)
    }
    wait()
    return () => clearTimeout(timer)
  },
}
