import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quietAt } from '../../../main/engine/quiet-at.ts'
import type { QuietHours } from '../../../preload/contract/index.ts'

const minute = 60_000
const timeOf = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const hours = (from: string, to: string): QuietHours => ({ from, to, bytesPerSecond: null })
const utc = (text: string) => Date.parse(`2026-05-01T${text}Z`)

describe('quiet hours', () => {
  it.each([
    ['21:59:59.999', false, '22:00'],
    ['22:00:00', true, '07:00+1'],
    ['23:59:30', true, '07:00+1'],
    ['00:00:00', true, '07:00'],
    ['06:59:59.999', true, '07:00'],
    ['07:00:00', false, '22:00'],
  ])('from 22:00 to 07:00, seen at %s', (now, isQuiet, changes) => {
    const seen = quietAt(hours('22:00', '07:00'), utc(now), 0)

    const [time = '', days = '0'] = changes.split('+')
    expect(seen).toEqual({ isQuiet, changesAt: utc(time) + Number(days) * 1_440 * minute })
  })

  it('go by the clock of the computer, wherever it is', () => {
    const night = hours('22:00', '07:00')

    expect(quietAt(night, utc('20:30'), 120)).toEqual({ isQuiet: true, changesAt: utc('05:00') + 1_440 * minute })
    expect(quietAt(night, utc('20:30'), -330)).toEqual({ isQuiet: false, changesAt: utc('03:30') + 1_440 * minute })
  })

  it('last exactly from the one time to the other, minute by minute', () => {
    const time = fc.nat(1_439)
    fc.assert(
      fc.property(time, time, fc.nat(86_400_000), fc.integer({ min: -720, max: 840 }), (from, to, offset, east) => {
        fc.pre(from !== to)
        const now = utc('00:00') + offset
        const kept = hours(timeOf(from), timeOf(to))

        const seen = quietAt(kept, now, east)

        const before = quietAt(kept, seen.changesAt - 1, east)
        const after = quietAt(kept, seen.changesAt, east)
        expect(seen.changesAt).toBeGreaterThan(now)
        expect(seen.changesAt - now).toBeLessThanOrEqual(1_440 * minute)
        expect([before.isQuiet, after.isQuiet]).toEqual([seen.isQuiet, !seen.isQuiet])
        const local = Math.floor((now + east * minute) / minute) % 1_440
        const sinceFrom = (local - from + 1_440) % 1_440
        expect(seen.isQuiet).toBe(sinceFrom < (to - from + 1_440) % 1_440)
      }),
    )
  })
})
