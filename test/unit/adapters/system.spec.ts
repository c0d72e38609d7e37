import { describe, expect, it } from 'vitest'
import { createNodeDigest } from '../../../main/adapters/node-digest.ts'
import { systemChance } from '../../../main/adapters/system-chance.ts'
import { systemClock } from '../../../main/adapters/system-clock.ts'
import { until } from './until.ts'

describe('the digest', () => {
  it('is the SHA-256 of all bytes, in lower-case hex', () => {
    const running = createNodeDigest().start()
    running.update(Buffer.from('ab'))
    running.update(Buffer.from('c'))

    expect(running.hex()).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('a signature', () => {
  it('is the HMAC-SHA-256 of a text under a key, both as UTF-8 (RFC 4231, case 2)', () => {
    expect(createNodeDigest().sign('Jefe', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    )
    expect(createNodeDigest().sign('ключ', '/ü')).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('chance', () => {
  it('gives ids that never repeat and fractions below one', () => {
    const ids = Array.from({ length: 10_000 }, () => systemChance.newId())
    const fractions = Array.from({ length: 1_000 }, () => systemChance.fraction())

    expect(new Set(ids).size).toBe(10_000)
    expect(fractions.every(fraction => fraction >= 0 && fraction < 1)).toBe(true)
  })
})

describe('the clock', () => {
  it('rings once after the time given, not when forgotten, and not at once for what is months away', async () => {
    const rung: string[] = []
    const begun = systemClock.now()

    systemClock.after(30, () => rung.push('soon'))
    const forget = systemClock.after(5, () => rung.push('forgotten'))
    const forgetMonths = systemClock.after(90 * 86_400_000, () => rung.push('months'))
    forget()
    await until('the clock rings', () => rung.length > 0)
    forgetMonths()

    expect(rung).toEqual(['soon'])
    expect(systemClock.now() - begun).toBeGreaterThanOrEqual(29)
  })
})
