import { describe, expect, it } from 'vitest'
import { jobTold, pageRead, readAgain, unreadList } from '../../../../renderer/state/job-list.ts'
import { passes } from '../../../../renderer/state/narrowing.ts'
import { aJob } from '../../../support/a-job.ts'

const waiting = (id: string, code: 'offline' | 'interrupted') =>
  aJob(id, {
    state: {
      kind: 'waiting',
      until: 1,
      because: code === 'offline' ? { code, host: 'api' } : { code },
      reservation: null,
    },
  })

describe('a narrowed list', () => {
  it('knows a name by its words, whatever their case and accents', () => {
    const zoe = aJob('a', { name: 'Zoë at Sea.jpg' })

    expect(passes({ text: 'sea ZOE' }, zoe)).toBe(true)
    expect(passes({ text: 'zoe moon' }, zoe)).toBe(false)
  })

  it('tells folders apart, and what was added by hand', () => {
    const job = aJob('a', { folder: 'f' })

    expect([passes({ folder: 'f' }, job), passes({ folder: 'g' }, job), passes({ folder: null }, job)]).toEqual([
      true,
      false,
      false,
    ])
    expect(passes({ folder: null }, aJob('b'))).toBe(true)
  })

  it('takes in what comes to fit, and lets go what does not fit any more', () => {
    const list = pageRead('waiting', readAgain(unreadList, { because: 'offline' }), [waiting('a', 'offline')], null)

    const more = jobTold('waiting', list, waiting('b', 'offline'))
    const less = jobTold('waiting', more, waiting('a', 'interrupted'))

    expect(more.jobs.map(job => job.id)).toEqual(['a', 'b'])
    expect(less.jobs.map(job => job.id)).toEqual(['b'])
  })
})
