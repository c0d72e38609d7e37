import type { EndedPhoto, ProfileName, QueueView } from '../../../preload/contract/index.ts'
import type { Engine } from '../../engine/index.ts'
import { exitCode, exitCodeOfInterruption, exitCodeOfTally } from './exit-code.ts'
import { followPhotos, type PhotoFollower } from './follow-photos.ts'
import { closingTable, linkTable } from './print/closing-table.ts'
import { photoJson, photoLine } from './print/photo-line.ts'
import { printable } from './print/printable.ts'
import { progressLine } from './print/progress-line.ts'
import { summaryJson } from './print/summary-json.ts'
import { quietWords } from './print/quiet-words.ts'
import { sentenceOf } from './print/sentence.ts'
import { unfinishedOf } from './print/unfinished-of.ts'
import { createTally, type Tally } from './tally.ts'
import { type Terminal, untilInterrupted } from './terminal.ts'

/** Tells a person or a program how photos end, while they do. */
export interface PhotoReport {
  readonly tally: Tally
  begin: PhotoFollower['begin']
  /** Waits for the end; then closes the report and answers with the exit code. */
  untilEnd(): Promise<number>
}

type Options = {
  json: boolean
  /** Profiles of the local cloud. */
  local: ReadonlySet<ProfileName>
  /** What was asked for and is not there; a person has been told already. */
  missing?: readonly EndedPhoto[]
}

const redrawMs = 100

export function reportPhotos(
  terminal: Terminal,
  feed: Pick<Engine['feed'], 'listen'>,
  { json, local, missing = [] }: Options,
): PhotoReport {
  const tally = createTally()
  const startedAt = performance.now()
  let queue: QueueView | null = null
  let totalThen = 0
  let isTroubled = false
  let told = ''
  let timer: NodeJS.Timeout | null = null

  const draw = () => {
    timer = null
    const unfinished = queue === null ? 0 : unfinishedOf(queue, tally.total - totalThen)
    terminal.progress(progressLine({ tally, onLine: follower.onLine, unfinished, queue }, terminal.columns))
  }
  const drawSoon = () => (timer ??= setTimeout(draw, redrawMs))

  const follower = followPhotos(feed, {
    photoEnded(photo) {
      tally.add(photo)
      if (json) terminal.out(photoJson(photo))
      // On a screen the line that moves counts the rest.
      else if (!terminal.isScreen || photo.problem !== null) terminal.out(photoLine(photo))
      drawSoon()
    },
    queueChanged(view) {
      queue = view
      totalThen = tally.total
      const standing = standstill(view)
      if (standing !== told && standing !== '') terminal.err(standing)
      told = standing
      drawSoon()
    },
    troubled(problem) {
      isTroubled = true
      terminal.err(sentenceOf(problem))
    },
    noted: text => terminal.err(printable(text)),
  })

  for (const photo of missing) {
    tally.add(photo)
    if (json) terminal.out(photoJson(photo))
  }

  function close(): void {
    follower.stop()
    if (timer !== null) clearTimeout(timer)
    terminal.progress(null)
    if (json) terminal.out(summaryJson(tally, follower.ignored))
    else {
      for (const line of closingTable(tally, follower.ignored, performance.now() - startedAt)) terminal.out(line)
      if (terminal.isScreen) for (const line of linkTable(tally, local)) terminal.out(line)
    }
  }

  return {
    tally,
    begin: follower.begin,
    async untilEnd() {
      const how = await Promise.race([follower.ended, untilInterrupted(terminal)])
      close()
      if (how === 'interrupted') {
        if (terminal.interrupted.reason !== 'unread') terminal.err('Stopped; the next run goes on.')
        return exitCodeOfInterruption(terminal)
      }
      return how === 'broken' || isTroubled ? exitCode.needsYou : exitCodeOfTally(tally)
    },
  }
}

/** Why nothing moves, in a sentence; empty when it does. */
function standstill({ paused, quiet, closed }: QueueView): string {
  if (paused) return 'The queue is paused. It goes on with: hotfolder resume'
  if (quiet?.bytesPerSecond === null) return quietWords(quiet)
  return closed.map(account => `“${account.profile}”: ${sentenceOf(account.because)}`).join(' ')
}
