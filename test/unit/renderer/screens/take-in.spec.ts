import { describe, expect, it } from 'vitest'
import { fail, type Problem, succeed } from '../../../../preload/contract/index.ts'
import { takeIn, type TakingIn } from '../../../../renderer/screens/drop/take-in.ts'
import type { DropLine } from '../../../../renderer/state/host.ts'

const files = (count: number, bytes: number) =>
  Array.from({ length: count }, (_, number) => new File([new Uint8Array(bytes)], `_HF_${number}.JPG`))

/** Takes every file in ten parts, and refuses those it was told to. */
function aLine(refused: readonly string[] = []) {
  const names: string[] = []
  const ends: string[] = []
  const line: DropLine = {
    async put(_drop, file, onSent) {
      for (let part = 1; part <= 10; part += 1) onSent((file.size * part) / 10)
      names.push(file.name)
      if (refused.includes(file.name)) return fail({ code: 'photo-unreadable', path: file.name, detail: 'gone' })
      return succeed({ file: names.length, name: file.name, bytes: file.size })
    },
    async send() {
      ends.push('sent')
      return succeed({ batch: 'a-batch' })
    },
    async giveUp() {
      ends.push('given up')
    },
  }
  return { line, names, ends }
}

const take = async (count: number, { refused = [] as readonly string[], stop = new AbortController() } = {}) => {
  const { line, names, ends } = aLine(refused)
  const moves: TakingIn[] = []
  const problems: Problem[] = []
  const taken = await takeIn(files(count, 10), {
    drops: line,
    how: { staged: true },
    signal: stop.signal,
    onMoved: move => moves.push(move),
    onRefused: problem => problems.push(problem),
  })
  return { taken, names, ends, moves, problems }
}

describe('taking in what was dropped', () => {
  it('tells how far it is now and then, however many files there are, and at the end that all is done', async () => {
    const { moves } = await take(3_000)

    expect(moves[0]).toEqual({ files: 3_000, done: 0, bytes: 30_000, sent: 0 })
    expect(moves.at(-1)).toEqual({ files: 3_000, done: 3_000, bytes: 30_000, sent: 30_000 })
    // Each file tells ten times.
    expect(moves.length).toBeLessThan(3_000)
  })

  it('only ever goes forward, and never past the end', async () => {
    const { moves } = await take(500, { refused: ['_HF_7.JPG'] })

    for (const [at, { sent, done }] of moves.entries()) {
      expect(sent).toBeGreaterThanOrEqual(moves[at - 1]?.sent ?? 0)
      expect(done).toBeGreaterThanOrEqual(moves[at - 1]?.done ?? 0)
      expect(sent).toBeLessThanOrEqual(5_000)
    }
  })

  it.each([
    { what: 'small ones on five lines', bytes: 10, lines: 5 },
    { what: 'large ones on four, so that one stays free', bytes: 3_000_000, lines: 4 },
  ])('sends $what', async ({ bytes, lines }) => {
    let [now, most] = [0, 0]
    const { line } = aLine()
    const put: DropLine['put'] = async (...given) => {
      now += 1
      most = Math.max(most, now)
      const answer = await line.put(...given)
      now -= 1
      return answer
    }
    const taken = await takeIn(files(12, bytes), {
      drops: { ...line, put },
      how: { staged: true },
      signal: new AbortController().signal,
      onMoved: () => {},
      onRefused: () => {},
    })

    expect(taken).toEqual({ ok: true, value: { batch: 'a-batch' } })
    expect(most).toBe(lines)
  })

  it('goes on past a file that cannot be taken', async () => {
    const { taken, names, ends, problems } = await take(5, { refused: ['_HF_1.JPG'] })

    expect(names).toHaveLength(5)
    expect(problems).toEqual([{ code: 'photo-unreadable', path: '_HF_1.JPG', detail: 'gone' }])
    expect(taken).toEqual({ ok: true, value: { batch: 'a-batch' } })
    expect(ends).toEqual(['sent'])
  })

  it('hands nothing on where nothing could be taken, or a person stopped it', async () => {
    const stop = new AbortController()
    stop.abort()

    const none = await take(1, { refused: ['_HF_0.JPG'] })
    const stopped = await take(3, { stop })

    for (const { taken, ends } of [none, stopped]) {
      expect(taken).toEqual({ ok: true, value: null })
      expect(ends).toEqual(['given up'])
    }
    expect(stopped.names).toEqual([])
  })
})
