import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageRead, unreadList } from '../../../../renderer/state/job-list.ts'
import { jobOf, jobsAmong } from '../../../../renderer/state/selectors.ts'
import type { View } from '../../../../renderer/state/view.ts'
import { aJob } from '../../../support/a-job.ts'
import { aView } from './a-view.ts'

const places = ['running', 'waiting', 'failed', 'delivered', 'cancelled'] as const
const states = {
  running: { kind: 'reserving' },
  waiting: { kind: 'queued' },
  cancelled: { kind: 'cancelled' },
  failed: { kind: 'failed', because: { code: 'offline', host: 'api' }, reservation: null },
  delivered: { kind: 'delivered', imageId: 'an-image', at: 1 },
} as const

/** A view in which each of these photos is in one place. */
function aViewWith(where: readonly (typeof places)[number][]): View {
  const jobs = where.map((place, number) => ({ place, job: aJob(`j${number}`, { state: states[place] }) }))
  const of = (place: (typeof places)[number]) => jobs.filter(one => one.place === place).map(({ job }) => job)
  return {
    ...aView({ running: of('running') }),
    lists: {
      waiting: pageRead('waiting', unreadList, of('waiting'), null),
      failed: pageRead('failed', unreadList, of('failed'), null),
      delivered: pageRead('delivered', unreadList, of('delivered'), null),
      cancelled: pageRead('cancelled', unreadList, of('cancelled'), null),
    },
  }
}

describe('the selected photos', () => {
  it('are those that are known here, wherever they are by now, each once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...places), { maxLength: 40 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 60 })),
        (where, chosen) => {
          const view = aViewWith(where)
          const ids = new Set(chosen.map(number => `j${number}`))

          const found = jobsAmong(view, ids)

          const wanted = [...ids].flatMap(id => jobOf(view, id) ?? [])
          expect(new Set(found)).toEqual(new Set(wanted))
          expect(found).toHaveLength(wanted.length)
        },
      ),
    )
  })

  it('stand in the order of their list, whatever order they were chosen in', () => {
    const view = aViewWith(['waiting', 'waiting', 'waiting', 'running'])

    const found = jobsAmong(view, new Set(['j2', 'j3', 'j0']))

    expect(found.map(job => job.id)).toEqual([
      'j3',
      ...view.lists.waiting.jobs.map(job => job.id).filter(id => id !== 'j1'),
    ])
  })
})
