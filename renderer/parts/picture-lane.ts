import { createContext } from 'react'

/** One picture’s place in line. `leave`: it is there, failed, or nobody wants it any more. */
export type Turn = { leave(): void }

/** Lets so many pictures load at once, what came last first. The browser has six lines to us: the others are for events and orders. */
export interface PictureLane {
  enter(source: string, begin: () => void): Turn
  /** It was loaded before: the browser has it at hand. */
  loaded(source: string): void
}

const mostRemembered = 5_000

export function createPictureLane(most = 4): PictureLane {
  const waiting: (() => void)[] = []
  const known = new Set<string>()
  let running = 0

  return {
    enter(source, begin) {
      if (known.has(source)) {
        begin()
        return { leave: () => {} }
      }
      let state: 'waiting' | 'running' | 'gone' = 'waiting'
      const go = () => {
        state = 'running'
        running += 1
        begin()
      }
      if (running < most) go()
      else waiting.push(go)
      return {
        leave() {
          if (state === 'waiting') waiting.splice(waiting.indexOf(go), 1)
          if (state === 'running') {
            running -= 1
            waiting.pop()?.()
          }
          state = 'gone'
        },
      }
    },
    loaded(source) {
      known.add(source)
      const [oldest] = known
      if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest)
    },
  }
}

/** One for the whole page: the lines are the page’s. */
export const PictureLaneContext = createContext(createPictureLane())
