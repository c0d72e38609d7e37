import { describe, expect, it } from 'vitest'
import { atMost } from '../../../main/engine/library/at-most.ts'
import { shareSyncs } from '../../../main/engine/library/share-syncs.ts'
import { createTurns } from '../../../main/engine/turns.ts'
import type { Outcome, SyncReport } from '../../../preload/contract/index.ts'
import { breathe } from '../../support/virtual-clock.ts'

/** Work that a test lets go on when it likes. */
function anyWork() {
  const begun: string[] = []
  const goOn = new Map<string, () => void>()
  return {
    begun,
    begin: (name: string) => async () => {
      begun.push(name)
      await new Promise<void>(resolve => goOn.set(name, resolve))
      return name
    },
    async end(name: string) {
      goOn.get(name)?.()
      await breathe()
    },
  }
}

describe('turns', () => {
  it('come one after the other for one key, at once for different ones', async () => {
    const inTurn = createTurns()
    const work = anyWork()
    const first = inTurn('a', work.begin('first'))
    const second = inTurn('a', work.begin('second'))
    void inTurn('b', work.begin('other'))
    await breathe()
    expect(work.begun).toEqual(['first', 'other'])

    await work.end('first')
    expect(work.begun).toEqual(['first', 'other', 'second'])
    await work.end('second')

    expect(await Promise.all([first, second])).toEqual(['first', 'second'])
  })

  it('go on though one before failed, which only its owner hears', async () => {
    const inTurn = createTurns()
    const failing = inTurn('a', () => Promise.reject(new Error('no')))
    const next = inTurn('a', async () => 'next')

    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('next')
  })
})

describe('at most so many', () => {
  it('run at the same time, and the next as soon as one ends, however it ends', async () => {
    const run = atMost(2)
    const work = anyWork()
    const all = ['a', 'b', 'c', 'd'].map(name => run(work.begin(name)))
    await breathe()
    expect(work.begun).toEqual(['a', 'b'])

    await work.end('b')
    expect(work.begun).toEqual(['a', 'b', 'c'])
    await work.end('a')
    await work.end('c')
    await work.end('d')
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
    await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')

    expect(await run(async () => 'free')).toBe('free')
  })
})

describe('syncs of one profile', () => {
  it('share a run that looks at no less, and wait for one that does', async () => {
    const work = anyWork()
    const report = { ok: true, value: {} } as Outcome<SyncReport>
    const sync = shareSyncs(async (profile, whole) => {
      await work.begin(`${profile} ${whole ? 'whole' : 'new'}`)()
      return report
    })
    const one = sync('studio', false)
    const same = sync('studio', false)
    const whole = sync('studio', true)
    const alsoWhole = sync('studio', false)
    void sync('other', false)
    await breathe()
    expect(work.begun).toEqual(['studio new', 'other new'])
    expect(same).toBe(one)
    expect(alsoWhole).toBe(whole)

    await work.end('studio new')
    await one
    await breathe()
    expect(work.begun).toEqual(['studio new', 'other new', 'studio whole'])
    await work.end('studio whole')

    expect(await whole).toBe(report)
  })
})
