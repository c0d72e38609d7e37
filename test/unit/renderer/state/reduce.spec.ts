import { describe, expect, it } from 'vitest'
import type { FeedEvent, News } from '../../../../preload/contract/index.ts'
import { reduce } from '../../../../renderer/state/reduce.ts'
import { activeProfile, roundOf, runningJobs, tabCounts } from '../../../../renderer/state/selectors.ts'
import { viewOf } from '../../../../renderer/state/view.ts'
import { aJob, aReservation } from '../../../support/a-job.ts'
import { aQueue, aSnapshot, aView, toldAfter } from './a-view.ts'

const sending = aJob('dune', { state: { kind: 'sending', reservation: aReservation('1') } })
const delivered = aJob('dune', { state: { kind: 'delivered', imageId: '1', at: 5 } })

describe('the view of the engine', () => {
  it('follows one photo through its states', () => {
    const view = aView()
    const [started, moved, ended] = toldAfter(
      view,
      { kind: 'jobChanged', job: sending },
      { kind: 'progressed', jobs: [{ job: 'dune', sent: 400, of: 1_000, speed: 300 }], queue: aQueue({ sending: 1 }) },
      { kind: 'jobChanged', job: delivered },
    ) as [FeedEvent, FeedEvent, FeedEvent]

    const half = [started, moved].reduce(reduce, view)
    const whole = reduce(half, ended)

    expect(runningJobs(half)).toEqual([sending])
    expect([half.sent.get('dune'), half.speeds.get('dune')]).toEqual([400, 300])
    expect(runningJobs(whole)).toEqual([])
    expect([whole.sent.size, whole.speeds.size]).toEqual([0, 0])
  })

  it('passes over what the snapshot knew already', () => {
    const view = aView({ revision: 10 })

    const after = reduce(view, { revision: 10, news: { kind: 'jobChanged', job: sending } })

    expect(after).toBe(view)
  })

  it('notices a number that is missing, and believes nothing more until the snapshot', () => {
    const view = aView({ revision: 10 })

    const torn = reduce(view, { revision: 12, news: { kind: 'jobChanged', job: sending } })
    const later = reduce(torn, { revision: 11, news: { kind: 'jobChanged', job: sending } })

    expect(torn.hasGap).toBe(true)
    expect(runningJobs(torn)).toEqual([])
    expect(later).toBe(torn)
    expect(viewOf(aSnapshot({ revision: 12 }), torn.preferences, torn).hasGap).toBe(false)
  })

  it('goes on past news it does not know', () => {
    const view = aView()
    const unknown = { kind: 'moonRose' } as unknown as News

    const after = toldAfter(view, unknown, { kind: 'jobChanged', job: sending }).reduce(reduce, view)

    expect(after.hasGap).toBe(false)
    expect(runningJobs(after)).toEqual([sending])
  })

  it('lets late progress of a photo that has left the line fall', () => {
    const view = aView()

    const after = toldAfter(
      view,
      { kind: 'jobChanged', job: delivered },
      { kind: 'progressed', jobs: [{ job: 'dune', sent: 900, of: 1_000, speed: null }], queue: aQueue() },
    ).reduce(reduce, view)

    expect(after.sent.size).toBe(0)
  })

  it('has one active account', () => {
    const view = aView()
    const studio = { ...view.profiles[1], active: true } as (typeof view.profiles)[number]

    const after = toldAfter(view, { kind: 'profileChanged', profile: studio }).reduce(reduce, view)

    expect(activeProfile(after)?.name).toBe('studio')
    expect(after.profiles.filter(profile => profile.active)).toHaveLength(1)
  })

  it('has an open sheet look again at all that may have changed it', () => {
    const view = aView()
    const staged = aJob('dune', { state: { kind: 'staged', batch: 'b1' } })
    const news: News[] = [
      { kind: 'jobChanged', job: staged },
      { kind: 'stagedChanged', batch: 'b1' },
      { kind: 'stagedMoved', from: 'b1', to: 'b2', profile: 'local' },
      { kind: 'stagedDropped', batch: 'b2' },
    ]

    const after = toldAfter(view, ...news).reduce(reduce, view)

    expect(after.stagedChanges - view.stagedChanges).toBe(news.length)
  })

  it('keeps lists to be looked at when a snapshot comes anew, and has them read again', () => {
    const view = aView()
    const read = { ...view.lists.delivered, jobs: [delivered], rest: { kind: 'end' } as const }

    const after = viewOf(aSnapshot(), view.preferences, { ...view, lists: { ...view.lists, delivered: read } })

    expect(after.lists.delivered).toMatchObject({ jobs: [delivered], rest: { kind: 'unread' }, isStale: true })
  })
})

describe('the one line', () => {
  it('counts the photos since there was last nothing to do', () => {
    const idle = aView({ queue: aQueue({ delivered: 1_000 }) })

    const busy = toldAfter(
      idle,
      { kind: 'queueChanged', queue: aQueue({ delivered: 1_000, queued: 10 }) },
      { kind: 'queueChanged', queue: aQueue({ delivered: 1_004, queued: 6 }, { speed: 2e6, secondsLeft: 9 }) },
    ).reduce(reduce, idle)

    expect(roundOf(busy)).toMatchObject({ delivered: 4, of: 10, speed: 2e6, secondsLeft: 9 })
  })

  it('names neither speed nor time where nothing moves', () => {
    const paused = aView({ queue: aQueue({ queued: 6 }, { paused: true, speed: 2e6, secondsLeft: 9 }) })

    expect(roundOf(paused)).toMatchObject({ speed: null, secondsLeft: null, isPaused: true })
  })

  it('counts who needs a person: what failed and what is held', () => {
    expect(roundOf(aView({ queue: aQueue({ failed: 2, held: 3, cancelled: 4 }) })).needYou).toBe(5)
  })

  it('gives the tabs the counts of what they list', () => {
    const view = aView({ queue: aQueue({ queued: 1, waiting: 2, paused: 3, sending: 4, failed: 5, cancelled: 6 }) })

    expect(tabCounts(view)).toEqual({ now: 4, waiting: 6, held: 0, failed: 5, delivered: 0, cancelled: 6 })
    expect(tabCounts(view)).toBe(tabCounts({ ...view, revision: 11 }))
  })
})
