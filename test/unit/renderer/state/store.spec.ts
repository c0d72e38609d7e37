import { describe, expect, it } from 'vitest'
import { defaultPreferences, type Outcome, type Snapshot } from '../../../../preload/contract/index.ts'
import type { FeedReader, Host } from '../../../../renderer/state/host.ts'
import { isFresh } from '../../../../renderer/state/selectors.ts'
import { createStore } from '../../../../renderer/state/store.ts'
import { aJob, aReservation } from '../../../support/a-job.ts'
import { until } from '../../adapters/until.ts'
import { aQueue, aSnapshot } from './a-view.ts'

/** A host that answers when it is told to. */
function aHost() {
  const asked: { name: string; answer(value: unknown): void; refuse(): void }[] = []
  let reader: FeedReader | null = null
  const line = {
    get reader() {
      if (reader === null) throw new Error('nobody follows')
      return reader
    },
    asked,
    async question(name: string) {
      await until(`${name} is asked for`, () => asked.some(one => one.name === name))
      const [found] = asked.splice(
        asked.findIndex(one => one.name === name),
        1,
      )
      if (found === undefined) throw new Error('it was there a moment ago')
      return found
    },
    async catchUp(snapshot: Snapshot) {
      ;(await line.question('readPreferences')).answer(defaultPreferences)
      ;(await line.question('snapshot')).answer(snapshot)
    },
    images: 0,
  }
  const host: Pick<Host, 'call' | 'follow'> = {
    call: name =>
      name === 'sumLibrary'
        ? Promise.resolve({ ok: true, value: { total: line.images, syncedAt: null, creators: [] } })
        : new Promise<Outcome<unknown>>(resolve =>
            asked.push({
              name,
              answer: value => resolve({ ok: true, value }),
              refuse: () => resolve({ ok: false, problem: { code: 'offline', host: 'Hotfolder' } }),
            }),
          ),
    follow(wanted) {
      reader = wanted
      return () => (reader = null)
    },
  }
  return { line, host: host as Host }
}

const sending = aJob('dune', { state: { kind: 'sending', reservation: aReservation('1') } })

describe('the store', () => {
  it('puts what was told meanwhile on top of the snapshot', async () => {
    const { line, host } = aHost()
    const store = createStore(host)
    line.reader.opened()
    line.reader.told({ revision: 10, news: { kind: 'jobChanged', job: aJob('old', { state: sending.state }) } })
    line.reader.told({ revision: 11, news: { kind: 'jobChanged', job: sending } })

    await line.catchUp(aSnapshot({ revision: 10 }))
    await until('there is a view', () => store.view.get() !== null)

    expect([...(store.view.get()?.running.keys() ?? [])]).toEqual(['dune'])
    store.close()
  })

  it('takes nobody for new whose account has images, whatever the queue says', async () => {
    const [empty, full] = [aHost(), aHost()]
    full.line.images = 3

    const shown = []
    for (const { line, host } of [empty, full]) {
      const store = createStore(host)
      line.reader.opened()
      await line.catchUp(aSnapshot())
      await until('there is a view', () => store.view.get() !== null)
      const view = store.view.get()
      shown.push(view !== null && isFresh(view))
      store.close()
    }

    expect(shown).toEqual([true, false])
  })

  it('asks for the snapshot again when a number is missing', async () => {
    const { line, host } = aHost()
    const store = createStore(host)
    line.reader.opened()
    await line.catchUp(aSnapshot({ revision: 10 }))
    await until('there is a view', () => store.view.get() !== null)

    line.reader.told({ revision: 13, news: { kind: 'queueChanged', queue: aQueue({ queued: 3 }) } })
    await line.catchUp(aSnapshot({ revision: 12 }))
    await until('it has caught up', () => store.view.get()?.revision === 13)

    expect(store.view.get()).toMatchObject({ hasGap: false, queue: { counts: { queued: 3 } } })
    store.close()
  })

  it('draws a flood in few steps, and its last word in the end', async () => {
    const { line, host } = aHost()
    const store = createStore(host)
    line.reader.opened()
    await line.catchUp(aSnapshot({ revision: 0 }))
    await until('there is a view', () => store.view.get() !== null)
    let drawn = 0
    store.view.watch(() => (drawn += 1))

    for (let revision = 1; revision <= 500; revision += 1)
      line.reader.told({ revision, news: { kind: 'queueChanged', queue: aQueue({ queued: revision }) } })
    await until('the last is shown', () => store.view.get()?.revision === 500)

    expect(drawn).toBeLessThanOrEqual(2)
    store.close()
  })

  it('does not ask twice for the page that is on its way', async () => {
    const { line, host } = aHost()
    const store = createStore(host)
    line.reader.opened()
    await line.catchUp(aSnapshot())
    await until('there is a view', () => store.view.get() !== null)

    const reading = [store.readMore('waiting'), store.readMore('waiting')]
    ;(await line.question('listJobs')).answer({ jobs: [aJob('dune')], next: null })
    await Promise.all(reading)
    await until('it is listed', () => store.view.get()?.lists.waiting.jobs.length === 1)

    expect(line.asked).toEqual([])
    store.close()
  })

  it('may ask once more after a page was refused', async () => {
    const { line, host } = aHost()
    const store = createStore(host)
    line.reader.opened()
    await line.catchUp(aSnapshot())
    await until('there is a view', () => store.view.get() !== null)

    const refused = store.readMore('waiting')
    ;(await line.question('listJobs')).refuse()
    const again = store.readMore('waiting').then(() => store.readMore('waiting'))
    ;(await line.question('listJobs')).answer({ jobs: [], next: null })

    expect(await refused).toMatchObject({ ok: false })
    await again
    store.close()
  })

  it('says when the line is lost, back, and at its end', () => {
    const { line, host } = aHost()
    const store = createStore(host)
    const seen: string[] = [store.line.get()]
    store.line.watch(() => seen.push(store.line.get()))
    const { reader } = line

    reader.opened()
    reader.lost()
    reader.opened()
    reader.ended()

    expect(seen).toEqual(['opening', 'open', 'lost', 'open', 'ended'])
    expect(() => line.reader).toThrow('nobody follows')
  })
})
