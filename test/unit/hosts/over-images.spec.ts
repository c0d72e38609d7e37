import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closeRun } from '../../../main/hosts/cli/bulk/close-run.ts'
import { confirm } from '../../../main/hosts/cli/bulk/confirm.ts'
import { overImages } from '../../../main/hosts/cli/bulk/over-images.ts'
import { createPace } from '../../../main/hosts/cli/bulk/pace.ts'
import { fail, type Outcome, type Problem, succeed } from '../../../preload/contract/index.ts'
import { aTerminal, type TestTerminal } from '../../support/a-terminal.ts'

const unknown = (imageId: string): Problem => ({ code: 'image-unknown', imageId })
const ids = (count: number) => Array.from({ length: count }, (_, n) => `image ${n}`)

type Perform = (id: string) => Promise<Outcome<unknown>>

/** Goes over them as a command does; `told` holds each end in its order. */
async function go(terminal: TestTerminal, all: readonly string[], perform: Perform, atOnce?: number) {
  const told: string[] = []
  const run = await overImages(terminal, all, {
    perform,
    tell: (id, outcome) => told.push(outcome.ok ? id : `${id}: ${outcome.problem.code}`),
    line: ({ done, failed }) => `${done} ${failed}`,
    ...(atOnce === undefined ? {} : { atOnce }),
  })
  return { run, told }
}

describe('the same with many images', () => {
  it('is done with each of them once, four at a time', async () => {
    let under = 0
    let most = 0
    const seen: string[] = []

    const { run, told } = await go(aTerminal(), ids(50), async id => {
      seen.push(id)
      most = Math.max(most, (under += 1))
      await new Promise(resolve => setImmediate(resolve))
      under -= 1
      return succeed({})
    })

    expect(run).toEqual({ done: 50, failures: [], end: 'last' })
    expect(seen).toEqual(ids(50))
    expect(told).toHaveLength(50)
    expect(most).toBe(4)
  })

  it('keeps their order when it is done one by one', async () => {
    const { told } = await go(
      aTerminal(),
      ids(20),
      async id => {
        for (let n = id.length; n < 9; n += 1) await new Promise(resolve => setImmediate(resolve))
        return succeed({})
      },
      1,
    )

    expect(told).toEqual(ids(20))
  })

  it('goes on after one that fails', async () => {
    const { run } = await go(aTerminal(), ids(9), async id => (id === 'image 3' ? fail(unknown(id)) : succeed({})))

    expect(run).toEqual({ done: 8, failures: [{ id: 'image 3', problem: unknown('image 3') }], end: 'last' })
  })

  it('stops where all the others would fail the same way', async () => {
    const offline: Problem = { code: 'offline', host: 'api.cloudflare.com' }

    const { run } = await go(aTerminal(), ids(100), async id => (id === 'image 10' ? fail(offline) : succeed({})))

    expect(run.end).toEqual(offline)
    expect(run.done).toBeLessThan(20)
  })

  it('ends with those under way after Ctrl-C', async () => {
    const terminal = aTerminal()

    const { run } = await go(terminal, ids(100), async id => {
      if (id === 'image 10') terminal.interrupt()
      await new Promise(resolve => setImmediate(resolve))
      return succeed({})
    })

    expect(run.end).toBe('interrupted')
    expect(run.done).toBeGreaterThanOrEqual(11)
    expect(run.done).toBeLessThanOrEqual(14)
  })

  it('counts right whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async fates => {
        const all = ids(fates.length)
        const { run, told } = await go(aTerminal(), all, async id =>
          fates[all.indexOf(id)] ? succeed({}) : fail(unknown(id)),
        )

        expect(run.done).toBe(fates.filter(Boolean).length)
        expect(run.done + run.failures.length).toBe(told.length)
        expect(told).toHaveLength(fates.length)
      }),
    )
  })
})

describe('the end of it', () => {
  const words = { total: 5, did: 'deleted', json: false }
  const failures = [{ id: 'a\u001b', problem: unknown('a\u001b') }]

  it('is one sentence when all went well', () => {
    const terminal = aTerminal()

    expect(closeRun(terminal, { done: 5, failures: [], end: 'last' }, words)).toBe(0)
    expect(terminal.lines).toEqual(['5 images deleted.'])
  })

  it('names what failed, without what a terminal would obey', () => {
    const terminal = aTerminal()

    expect(closeRun(terminal, { done: 4, failures, end: 'last' }, words)).toBe(1)
    expect(terminal.lines).toEqual(['4 of 5 images deleted, 1 failed.'])
    expect(terminal.errors).toEqual([
      'There is no image a\\u001b on the account. Check the id; it may have been deleted, or changed with its access. See: hotfolder sync',
    ])
  })

  it('says which image it was where the sentence does not', () => {
    const terminal = aTerminal()
    const refused: Problem = { code: 'request-refused', status: 400, apiCode: 5400, detail: 'no' }
    closeRun(terminal, { done: 4, failures: [{ id: 'a', problem: refused }], end: 'last' }, words)

    expect(terminal.errors[0]).toMatch(/^a: The service refused the request/)
  })

  it('says how far it came before Ctrl-C', () => {
    const terminal = aTerminal()
    terminal.interrupt()

    expect(closeRun(terminal, { done: 2, failures: [], end: 'interrupted' }, words)).toBe(130)
    expect(terminal.lines).toEqual(['Stopped: 2 of 5 images deleted; the others are as they were.'])
  })

  it('says once what all would have failed of', () => {
    const terminal = aTerminal()
    const problem: Problem = { code: 'token-missing', profile: 'studio' }
    const each = ['a', 'b', 'c'].map(id => ({ id, problem }))

    expect(closeRun(terminal, { done: 2, failures: each, end: problem }, words)).toBe(1)
    expect(terminal.errors).toHaveLength(1)
    expect(terminal.errors[0]).toContain('There is no token for “studio”')
  })

  it('of one image alone is the end of any command', () => {
    expect(closeRun(aTerminal(), { done: 0, failures, end: 'last' }, { ...words, total: 1 })).toBe(2)
  })

  it('is counted for programs', () => {
    const terminal = aTerminal()
    closeRun(terminal, { done: 2, failures, end: 'interrupted' }, { ...words, json: true })

    expect(terminal.lines).toEqual(['{"summary":{"done":2,"failed":1,"left":2}}'])
  })
})

describe('a deed that cannot be taken back', () => {
  const deed = { word: '3', given: undefined, question: 'Type 3 to delete them: ', otherwise: 'Nothing was deleted.' }

  it('is done once the word for it is typed', async () => {
    const terminal = aTerminal({ answers: ['3'] })

    expect(await confirm(terminal, deed)).toBeNull()
    expect(terminal.asked).toEqual(['Type 3 to delete them: '])
  })

  it.each(['', 'y', 'yes', '4', '03', '3.0', 'three'])('is not done for “%s”', async answer => {
    const terminal = aTerminal({ answers: [answer] })

    expect(await confirm(terminal, deed)).toBe(2)
    expect(terminal.errors).toEqual(['Nothing was deleted.'])
  })

  it('is confirmed by an option as well, with the very word', async () => {
    const terminal = aTerminal()

    expect(await confirm(terminal, { ...deed, given: '3' })).toBeNull()
    expect(await confirm(terminal, { ...deed, given: '4' })).toBe(2)
    expect(terminal.errors).toEqual(['--confirm says 4, but it must be 3. Nothing was deleted.'])
  })

  it('is not done where nobody can be asked', async () => {
    const [alone, busy] = [aTerminal(), aTerminal({ answers: ['3'] })]

    expect(await confirm(alone, deed)).toBe(2)
    expect(await confirm(busy, { ...deed, isInputTaken: true })).toBe(2)
    expect([...alone.errors, ...busy.errors]).toEqual([
      'Nobody can be asked here; confirm it with: --confirm 3. Nothing was deleted.',
      'Nobody can be asked here; confirm it with: --confirm 3. Nothing was deleted.',
    ])
    expect(busy.asked).toEqual([])
  })

  it('is given up with Ctrl-C', async () => {
    const terminal = aTerminal({ answers: [''] })
    terminal.interrupt()

    expect(await confirm(terminal, deed)).toBe(130)
  })
})

describe('the time left', () => {
  it('is told from the latest ones, and not before there are some', () => {
    let now = 0
    const pace = createPace(() => now)
    for (let n = 0; n < 4; n += 1) pace.tick()
    expect(pace.secondsLeft(10)).toBeNull()
    for (let n = 0; n < 100; n += 1) {
      now += 500
      pace.tick()
    }

    expect(pace.secondsLeft(10)).toBeCloseTo(5)
  })
})
