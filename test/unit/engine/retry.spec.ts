import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../preload/contract/index.ts'
import { mostAttempts, retry } from '../../../main/engine/retry.ts'

const trouble: Problem = { code: 'service-trouble', status: 503, apiCode: null, detail: '' }

describe('retrying', () => {
  it('waits anywhere below a ceiling that doubles and ends at a minute', () => {
    fc.assert(
      fc.property(fc.nat(mostAttempts - 2), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempts, fraction) => {
        const plan = retry(trouble, attempts, false, 0, fraction)

        expect(plan.kind).toBe('later')
        if (plan.kind === 'later') expect(plan.afterMs).toBeLessThanOrEqual(Math.min(60_000, 500 * 2 ** attempts))
      }),
    )
  })

  it('gives up a photo only after many counted tries', () => {
    expect(retry(trouble, mostAttempts - 2, false, 0, 0.5).kind).toBe('later')
    expect(retry(trouble, mostAttempts - 1, false, 0, 0.5).kind).toBe('never')
  })

  it('asks for the fate of an image for as long as it takes', () => {
    expect(retry(trouble, mostAttempts + 5, true, 0, 0.5)).toMatchObject({ kind: 'later', counts: false })
  })

  it('uses up no try while there is no line, however long it lasts', () => {
    for (const streak of [0, 1, 50, 5_000]) {
      const plan = retry({ code: 'offline', host: 'api' }, 0, false, streak, 0.999)

      expect(plan).toMatchObject({ kind: 'later', counts: false, closesAccount: true })
      if (plan.kind === 'later') expect(plan.afterMs).toBeLessThanOrEqual(31_000)
    }
  })

  it('obeys Retry-After for the whole account, and never waits longer than the service blocks', () => {
    expect(retry({ code: 'rate-limited', retryAfterMs: 7_000 }, 0, false, 0, 0.5)).toMatchObject({
      afterMs: 7_000,
      closesAccount: true,
      counts: false,
    })
    const unsaid = retry({ code: 'rate-limited', retryAfterMs: null }, 0, false, 99, 0.999)
    if (unsaid.kind === 'later') expect(unsaid.afterMs).toBeLessThanOrEqual(301_000)
  })

  it('never repeats what only a person can mend', () => {
    const final: Problem[] = [
      { code: 'photo-refused', status: 415, apiCode: 5455, detail: '' },
      { code: 'request-refused', status: 400, apiCode: 5400, detail: '' },
      { code: 'token-rejected', profile: 'studio', needs: null },
      { code: 'account-full', profile: 'studio' },
    ]
    for (const problem of final) expect(retry(problem, 0, false, 0, 0.5).kind).toBe('never')
  })

  it('looks once more before a photo counts as gone: a rename is noticed a moment later', () => {
    expect(retry({ code: 'photo-gone', path: '/a.jpg' }, 0, false, 0, 0.5).kind).toBe('later')
    expect(retry({ code: 'photo-gone', path: '/a.jpg' }, 1, false, 0, 0.5).kind).toBe('never')
  })
})
