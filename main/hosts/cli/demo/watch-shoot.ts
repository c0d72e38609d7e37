import { basename } from 'node:path'
import type { EndedPhoto, Problem, QueueView } from '../../../../preload/contract/index.ts'
import type { Engine } from '../../../engine/index.ts'
import { followPhotos } from '../follow-photos.ts'
import { progressLine } from '../print/progress-line.ts'
import { sentenceOf } from '../print/sentence.ts'
import { stateWords } from '../print/state-words.ts'
import { unfinishedOf } from '../print/unfinished-of.ts'
import { createTally, type Tally } from '../tally.ts'
import type { Terminal } from '../terminal.ts'

/** How the shoot stands: the last end of each photo, since a half-copied one may end twice. */
export interface ShootWatch {
  readonly ended: ReadonlyMap<string, EndedPhoto>
  tally(): Tally
  /** Resolves once all these ended and nothing is on its way, or with the reason why that will not happen. */
  until(paths: readonly string[]): Promise<Problem | null>
  stop(): void
}

const redrawMs = 100
/** A demo in which nothing happens for this long has gone wrong. */
const longestSilenceMs = 60_000

export function watchShoot(terminal: Terminal, feed: Pick<Engine['feed'], 'listen'>, shots: number): ShootWatch {
  const ended = new Map<string, EndedPhoto>()
  let queue: QueueView | null = null
  let broken: Problem | null = null
  let lastNews = Date.now()

  function tally(): Tally {
    const sum = createTally()
    for (const photo of ended.values()) sum.add(photo)
    return sum
  }

  const follower = followPhotos(feed, {
    photoEnded(photo) {
      lastNews = Date.now()
      ended.set(photo.path, photo)
      // On a screen the line that moves tells as much.
      if (!terminal.isScreen) terminal.out(`${stateWords[photo.state].padEnd(17)}  ${basename(photo.path)}`)
    },
    queueChanged(view) {
      lastNews = Date.now()
      queue = view
    },
    troubled(problem) {
      broken = problem
      terminal.err(sentenceOf(problem))
    },
    noted: text => terminal.err(text),
  })
  follower.begin('all')
  const drawing = setInterval(() => {
    // The shoot is known: what is not copied yet counts too.
    const sum = tally()
    terminal.progress(
      progressLine({ tally: sum, onLine: follower.onLine, unfinished: shots - sum.total, queue }, terminal.columns),
    )
  }, redrawMs)

  return {
    ended,
    tally,
    async until(paths) {
      for (;;) {
        if (broken !== null || terminal.interrupted.aborted) return broken
        const isQuiet = queue === null || unfinishedOf(queue) === 0
        if (isQuiet && paths.every(path => ended.has(path))) return null
        if (Date.now() - lastNews > longestSilenceMs) {
          const missing = paths.filter(path => !ended.has(path)).map(path => basename(path))
          return { code: 'unexpected', detail: `nothing happens any more; not ended: ${missing.join(', ') || 'none'}` }
        }
        await new Promise(resolve => setTimeout(resolve, redrawMs))
      }
    },
    stop() {
      follower.stop()
      clearInterval(drawing)
      terminal.progress(null)
    },
  }
}
