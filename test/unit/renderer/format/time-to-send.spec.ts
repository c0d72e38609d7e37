import { describe, expect, it } from 'vitest'
import { timeToSend } from '../../../../renderer/format/time-to-send.ts'

const now = 1_000_000
const budget = (remaining: number) => ({ remaining, quota: 1_200, resetAt: now + 60_000 })

describe('the time a sheet takes', () => {
  it('is that of the line where calls are left for all', () => {
    expect(timeToSend({ bytes: 30e6, calls: 10 }, 1e6, budget(10), now)).toBe(30)
    expect(timeToSend({ bytes: 30e6, calls: 10 }, 1e6, undefined, now)).toBe(30)
  })

  it('goes on into the next windows of the budget where there are more calls than are left', () => {
    expect(timeToSend({ bytes: 30e6, calls: 1_300 }, 1e6, budget(100), now)).toBe(60)
    expect(timeToSend({ bytes: 30e6, calls: 1_301 }, 1e6, budget(100), now)).toBe(360)
    expect(timeToSend({ bytes: 900e6, calls: 1_300 }, 1e6, budget(100), now)).toBe(900)
  })

  it('is not known where nothing was sent yet', () => {
    expect(timeToSend({ bytes: 1, calls: 1 }, null, undefined, now)).toBeNull()
    expect(timeToSend({ bytes: 1, calls: 1 }, 0, undefined, now)).toBeNull()
  })
})
