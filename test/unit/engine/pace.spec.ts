import { describe, expect, it } from 'vitest'
import { createPace } from '../../../main/engine/pace.ts'
import { breathe, VirtualClock } from '../../support/virtual-clock.ts'

const never = new AbortController().signal

/** Admits as many calls as the pace lets through in this time. */
async function callsWithin(
  clock: VirtualClock,
  pace: ReturnType<typeof createPace>,
  budget: 'account' | 'batch',
  ms: number,
): Promise<number[]> {
  const times: number[] = []
  const end = clock.now() + ms
  let stop = false
  const caller = async () => {
    while (!stop) {
      await pace.admit(budget, never)
      if (stop) return
      times.push(clock.now())
    }
  }
  const tooMany = 5_000
  void caller()
  while (clock.now() < end && times.length < tooMany) {
    await breathe(20)
    const due = clock.nextDue()
    if (due === undefined) continue
    if (due > end) break
    clock.advance(due - clock.now())
  }
  stop = true
  return times
}

describe('the request budget', () => {
  it('never makes more than 1,200 calls in any five minutes', async () => {
    const clock = new VirtualClock()
    const times = await callsWithin(clock, createPace(clock), 'account', 900_000)

    for (const [index, at] of times.entries())
      expect(times.slice(index).filter(other => other < at + 300_000).length).toBeLessThanOrEqual(1_200)
    expect(times.length).toBeGreaterThan(3 * 1_100)
  })

  it('gives batch uploads a budget of their own: at most 200 a second', async () => {
    const clock = new VirtualClock()
    const times = await callsWithin(clock, createPace(clock), 'batch', 5_000)

    for (const at of times)
      expect(times.filter(other => other >= at && other < at + 1_000).length).toBeLessThanOrEqual(200)
    expect(times.length).toBeGreaterThan(900)
  })

  it('waits for the reset once the service says that nothing is left', async () => {
    const clock = new VirtualClock()
    const pace = createPace(clock)
    pace.observed('account', 0, 42_000)

    let admitted = false
    void pace.admit('account', never).then(() => (admitted = true))
    clock.advance(41_999)
    await breathe()
    expect(admitted).toBe(false)
    clock.advance(1)
    await breathe()

    expect(admitted).toBe(true)
  })

  it('spreads the last tenth over the time that is left', async () => {
    const clock = new VirtualClock()
    const pace = createPace(clock)
    await pace.admit('account', never)
    pace.observed('account', 10, 100_000)

    const times = await callsWithin(clock, pace, 'account', 60_000)

    expect(times.length).toBeLessThanOrEqual(7)
    expect(times.length).toBeGreaterThan(3)
  })

  it('lets nobody through while the service blocks the account', async () => {
    const clock = new VirtualClock()
    const pace = createPace(clock)
    pace.block(clock.now() + 300_000)

    const times = await callsWithin(clock, pace, 'account', 299_000)

    expect(times).toEqual([])
  })

  it('stops waiting when the photo is cancelled', async () => {
    const clock = new VirtualClock()
    const pace = createPace(clock)
    pace.block(clock.now() + 300_000)
    const cancel = new AbortController()

    const waiting = pace.admit('account', cancel.signal)
    cancel.abort(new Error('cancelled'))

    await expect(waiting).rejects.toThrow('cancelled')
    expect(clock.nextDue()).toBeUndefined()
  })
})
