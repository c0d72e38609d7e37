import type { DropSending, Outcome, Problem, SentDrop } from '../../../preload/contract/index.ts'
import type { DropLine } from '../../state/host.ts'
import { inBreaths } from './in-breaths.ts'

/** How far the files of one drop have come. */
export type TakingIn = {
  readonly files: number
  readonly done: number
  readonly bytes: number
  readonly sent: number
}

/** A browser opens six lines to one host (HTTP/1.1); one of them brings the events. */
const atOnce = 5
/** One line stays free for what the page asks meanwhile: a small file gives it back at once. */
const atOnceOfLarge = 4
const largeBytes = 2_000_000
/** A drop may be of ten thousand files, and each tells many times how far it is. */
const tellEveryMs = 100

type Needs = {
  drops: DropLine
  how: DropSending
  signal: AbortSignal
  onMoved(state: TakingIn): void
  /** One file that could not be taken; the others go on. */
  onRefused(problem: Problem): void
}

/** Hands files to the engine, a few side by side, then hands them on as one batch; null where there was nothing to hand on. */
export async function takeIn(files: readonly File[], needs: Needs): Promise<Outcome<SentDrop | null>> {
  const { drops, how, signal, onMoved, onRefused } = needs
  const drop = crypto.randomUUID()
  let bytes = 0
  // The browser looks up the size of each on the disk, and waits for it.
  await inBreaths(files, file => (bytes += file.size))
  let [done, taken, sent, toldAt] = [0, 0, 0, -Infinity]
  const tell = () => {
    toldAt = performance.now()
    onMoved({ files: files.length, done, bytes, sent })
  }
  const tellSoon = () => performance.now() - toldAt >= tellEveryMs && tell()
  tell()

  let [next, large] = [0, 0]
  const hand = async () => {
    for (;;) {
      const file = files[next]
      if (file === undefined || signal.aborted) return
      const isLarge = file.size > largeBytes
      // The others go on with it.
      if (isLarge && large === atOnceOfLarge) return
      next += 1
      if (isLarge) large += 1
      let ofThis = 0
      const moveTo = (now: number) => {
        sent += now - ofThis
        ofThis = now
        tellSoon()
      }
      const put = await drops.put(drop, file, now => moveTo(Math.min(now, file.size)), signal)
      if (isLarge) large -= 1
      done += 1
      if (put.ok) taken += 1
      else if (!signal.aborted) onRefused(put.problem)
      moveTo(file.size)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, hand))
  tell()
  if (signal.aborted || taken === 0) {
    await drops.giveUp(drop)
    return { ok: true, value: null }
  }
  return drops.send(drop, how)
}
