import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { UploadJob } from '../../../../preload/contract/index.ts'
import { type JobList, jobTold, kindsOf, pageAsked, pageRead, unreadList } from '../../../../renderer/state/job-list.ts'
import { aJob } from '../../../support/a-job.ts'

const queued = (id: string, place: string, priority = 0) => aJob(id, { place, priority })
const ids = (list: JobList) => list.jobs.map(job => job.id)
const inLine = (a: UploadJob, b: UploadJob) => b.priority - a.priority || (a.place < b.place ? -1 : 1)

/** The engine’s list, and how it answers page by page. */
function engine() {
  const jobs = new Map<string, UploadJob>()
  const inOrder = () => [...jobs.values()].filter(job => kindsOf.waiting.includes(job.state.kind)).toSorted(inLine)
  return {
    jobs,
    inOrder,
    page(after: UploadJob | null, limit: number) {
      const left = inOrder().filter(job => after === null || inLine(after, job) < 0)
      return { jobs: left.slice(0, limit), last: left.length > limit ? (left[limit - 1] ?? null) : null }
    },
  }
}

describe('a list that is read page by page', () => {
  it('takes a photo in where the engine has it', () => {
    const list = pageRead('waiting', unreadList, [queued('a', '1'), queued('c', '3')], null)

    expect(ids(jobTold('waiting', list, queued('b', '2')))).toEqual(['a', 'b', 'c'])
    expect(ids(jobTold('waiting', list, queued('c', '3', 100)))).toEqual(['c', 'a'])
  })

  it('leaves a photo beyond what was read to its page', () => {
    const list = pageRead('waiting', unreadList, [queued('a', '1')], 'more')

    expect(ids(jobTold('waiting', list, queued('z', '9')))).toEqual(['a'])
  })

  it('lets a photo go once it is something else', () => {
    const list = pageRead('waiting', unreadList, [queued('a', '1')], null)

    expect(ids(jobTold('waiting', list, aJob('a', { place: '1', state: { kind: 'reserving' } })))).toEqual([])
  })

  it('stays the very same list where a photo has no place in it', () => {
    const list = pageRead(
      'delivered',
      unreadList,
      [aJob('a', { state: { kind: 'delivered', imageId: 'i', at: 1 } })],
      null,
    )

    expect(jobTold('delivered', list, aJob('b', { state: { kind: 'reserving' } }))).toBe(list)
    expect(jobTold('waiting', unreadList, aJob('b', { state: { kind: 'reserving' } }))).toBe(unreadList)
  })

  it('shows a photo as it is now, in the place it has', () => {
    const list = pageRead('waiting', unreadList, [queued('a', '1'), queued('b', '2'), queued('c', '3')], null)

    const paused = jobTold('waiting', list, { ...queued('b', '2'), state: { kind: 'paused', reservation: null } })

    expect(ids(paused)).toEqual(['a', 'b', 'c'])
    expect(paused.jobs.map(job => job.state.kind)).toEqual(['queued', 'paused', 'queued'])
  })

  it('believes what was told while a page was on its way more than the page', () => {
    const asked = pageAsked(unreadList)
    const gone = jobTold('waiting', asked, aJob('a', { place: '1', state: { kind: 'cancelled' } }))

    expect(ids(pageRead('waiting', gone, [queued('a', '1'), queued('b', '2')], null))).toEqual(['b'])
  })

  it('ends as the engine’s, whatever changes while it is read', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('ask' as const) }),
      fc.record({ kind: fc.constant('answer' as const) }),
      fc.record({
        kind: fc.constant('change' as const),
        id: fc.integer({ min: 0, max: 11 }),
        priority: fc.constantFrom(0, 0, 100),
        state: fc.constantFrom('queued', 'reserving', 'cancelled', 'paused'),
      }),
    )

    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const there = engine()
        let here = unreadList
        let cursor: UploadJob | null = null
        let onItsWay: ReturnType<typeof there.page> | null = null
        const ask = () => {
          if (here.asking !== null || here.rest.kind === 'end') return
          here = pageAsked(here)
          onItsWay = there.page(cursor, 2)
        }
        const answer = () => {
          if (onItsWay === null) return
          cursor = onItsWay.last
          here = pageRead('waiting', here, onItsWay.jobs, cursor === null ? null : cursor.id)
          onItsWay = null
        }
        for (const one of steps) {
          if (one.kind === 'ask') ask()
          else if (one.kind === 'answer') answer()
          else {
            const state =
              one.state === 'paused'
                ? ({ kind: 'paused', reservation: null } as const)
                : ({ kind: one.state } as UploadJob['state'])
            const job = aJob(`j${one.id}`, { place: String(one.id + 10), priority: one.priority, state })
            there.jobs.set(job.id, job)
            here = jobTold('waiting', here, job)
          }
        }
        for (let turn = 0; turn < 20; turn += 1) {
          answer()
          ask()
        }
        answer()

        expect(ids(here)).toEqual(there.inOrder().map(job => job.id))
      }),
      { numRuns: 500 },
    )
  })
})
