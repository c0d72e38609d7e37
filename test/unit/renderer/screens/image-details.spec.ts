import { describe, expect, it } from 'vitest'
import type { Image } from '../../../../preload/contract/index.ts'
import { atMost } from '../../../../renderer/screens/library/details/at-most.ts'
import { successorOf } from '../../../../renderer/screens/library/details/successor-of.ts'
import { asLocalTime, endOf } from '../../../../renderer/screens/links/link-end.ts'
import { renamed } from '../../../../renderer/state/follow-image.ts'

const before: Image = {
  id: 'old',
  filename: 'dune.jpg',
  uploadedAt: 1_700_000_000_250,
  private: false,
  links: [],
  creator: null,
  metadata: { sha256: 'abc' },
}
const after: Image = { ...before, id: 'new', private: true, uploadedAt: 1_700_000_000_000 }

describe('an image whose access changed', () => {
  it('is known again under its new id', () => {
    expect(successorOf(before, [before, after])).toBe(after)
  })

  it('is none of its likes, and of several none', () => {
    const others = [
      { ...after, private: false },
      { ...after, filename: 'other.jpg' },
      { ...after, metadata: { sha256: 'def' } },
      { ...after, uploadedAt: after.uploadedAt + 1_000 },
    ]

    expect(others.map(other => successorOf(before, [other]))).toEqual([null, null, null, null])
    expect(successorOf(before, [after, { ...after, id: 'twin' }])).toBeNull()
  })

  it('stays selected', () => {
    const selection = { ids: new Set(['a', 'old']), anchor: 'old', focus: 'a' }

    expect(renamed(selection, 'old', 'new')).toEqual({ ids: new Set(['a', 'new']), anchor: 'new', focus: 'a' })
    expect(renamed(selection, 'none', 'new')).toBe(selection)
  })
})

describe('the end of a signed link', () => {
  it('is a while from now, or a time that is chosen, local to the minute', () => {
    const now = new Date(2026, 10, 27, 14, 2).getTime()

    expect(endOf('hour', '', now) - now).toBe(3_600_000)
    expect(endOf('week', '', now) - now).toBe(7 * 86_400_000)
    expect(endOf('own', asLocalTime(now), 0)).toBe(now)
    expect(asLocalTime(now)).toBe('2026-11-27T14:02')
    expect(endOf('own', '', now)).toBeNaN()
  })
})

describe('pictures that are fetched', () => {
  it('are so many at a time, and those nobody waits for any more are passed over', async () => {
    const inTurn = atMost(2)
    const staying = new AbortController()
    const leaving = new AbortController()
    const begun: number[] = []
    const finish: (() => void)[] = []
    const run = (n: number) => () => {
      begun.push(n)
      return new Promise<number>(resolve => finish.push(() => resolve(n)))
    }
    const settle = () => new Promise(resolve => setImmediate(resolve))

    const [first, second] = [1, 2].map(n => inTurn(staying.signal, run(n)))
    const third = inTurn(leaving.signal, run(3))
    const fourth = inTurn(staying.signal, run(4))
    leaving.abort()
    await settle()
    const atFirst = [...begun]
    finish[0]?.()
    await settle()
    finish[1]?.()
    finish[2]?.()

    expect(atFirst).toEqual([1, 2])
    expect(await Promise.all([first, second, third, fourth])).toEqual([1, 2, undefined, 4])
    expect(begun).toEqual([1, 2, 4])
  })
})
