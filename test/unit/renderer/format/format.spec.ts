import { describe, expect, it } from 'vitest'
import { createFormat } from '../../../../renderer/format/format.ts'

const english = createFormat('en')
const german = createFormat('de')

describe('numbers on screen', () => {
  it.each([
    [0, '0 kB'],
    [1, '1 kB'],
    [76_400, '76 kB'],
    [2_140_000, '2.1 MB'],
    [9_999_999, '10.0 MB'],
    [4_300_000_000, '4.3 GB'],
  ])('name %i bytes as photographers read them', (bytes, words) => {
    expect(english.bytes(bytes)).toBe(words)
  })

  it.each([
    [1, '5 s'],
    [41, '45 s'],
    [60, '1 min'],
    [154, '2 min 40 s'],
    [599, '10 min'],
    [605, '11 min'],
    [4_700, '1 h 20 min'],
    [7_200, '2 h'],
  ])('round %i seconds to what can be trusted', (seconds, words) => {
    expect(english.timeLeft(seconds)).toBe(words)
  })

  it('run like a clock', () => {
    expect([0, 12, 160, 3_725].map(english.clock)).toEqual(['0:00', '0:12', '2:40', '1:02:05'])
  })

  it('never say 100 % before it is so', () => {
    expect(english.percent(0.999)).toBe('99 %')
  })

  it('are written as the language has them', () => {
    expect(german.bytes(2_140_000)).toBe('2,1 MB')
    expect(german.count(12_400)).toBe('12.400')
    expect(english.count(12_400)).toBe('12,400')
  })
})
