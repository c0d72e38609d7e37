import { describe, expect, it } from 'vitest'
import { createFeed } from '../../../../main/engine/feed.ts'
import { createEventStream } from '../../../../main/hosts/web/event-stream.ts'
import type { News } from '../../../../preload/contract/index.ts'
import { until } from '../../adapters/until.ts'
import { aWebHost, type AWebHost } from './a-web-host.ts'
import { listen } from './listen.ts'

const news = (folder = 'a'): News => ({ kind: 'folderRemoved', folder })

/** More than the feed keeps. */
const more = 5_000

async function aListener(web: AWebHost, from: { since?: string; id?: string } = {}) {
  const { headers } = await web.visitor()
  const last = from.id === undefined ? {} : { 'Last-Event-ID': from.id }
  return listen(web.port, { ...headers, ...last }, `/events${from.since === undefined ? '' : `?since=${from.since}`}`)
}

describe('a page that listens', () => {
  it('hears what happens from now on, each event with its id', async () => {
    const web = await aWebHost()
    web.feed.tell(news('before'))
    const listener = await aListener(web)

    web.feed.tell(news('line\nbreaks, ♥'))
    web.feed.tell(news())
    await listener.heard(2)

    expect(listener.messages[0]).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{12}\.2$/) as string,
      event: 'message',
      data: JSON.stringify({ revision: 2, news: news('line\nbreaks, ♥') }),
    })
    expect(listener.revisions()).toEqual([2, 3])
  })

  it('catches up with what it missed while its line was cut', async () => {
    const web = await aWebHost()
    const first = await aListener(web)
    for (let n = 0; n < 3; n += 1) web.feed.tell(news())
    await first.heard(3)
    first.close()
    for (let n = 0; n < 100; n += 1) web.feed.tell(news())

    const second = await aListener(web, { id: first.messages.at(-1)?.id ?? '' })
    web.feed.tell(news())
    await second.heard(101)

    expect(second.revisions()).toEqual(Array.from({ length: 101 }, (_, n) => n + 4))
  })

  it.each([
    ['0', [1, 2, 3]],
    ['1', [2, 3]],
    ['2', [3]],
  ])('hears what came after the snapshot of revision %s', async (since, revisions) => {
    const web = await aWebHost()
    for (let n = 0; n < 3; n += 1) web.feed.tell(news())

    const listener = await aListener(web, { since })
    await listener.heard(revisions.length)

    expect(listener.revisions()).toEqual(revisions)
  })

  it('hears nothing twice when it missed nothing', async () => {
    const web = await aWebHost()
    for (let n = 0; n < 3; n += 1) web.feed.tell(news())
    const listener = await aListener(web, { since: '3' })

    web.feed.tell(news())
    await listener.heard(1)

    expect(listener.revisions()).toEqual([4])
  })

  it('is told to ask for the snapshot when what it missed is not kept any more, and hears on', async () => {
    const web = await aWebHost()
    for (let n = 0; n < more; n += 1) web.feed.tell(news())
    const listener = await aListener(web, { since: '5' })

    web.feed.tell(news())
    await listener.heard(2)

    expect(listener.messages[0]).toEqual({ id: '', event: 'snapshot-needed', data: '{}' })
    expect(listener.revisions()).toEqual([more + 1])
  })

  it('is told so too when there is more to catch up with than it may leave unread', async () => {
    const web = await aWebHost()
    for (let n = 0; n < 300; n += 1) web.feed.tell(news('x'.repeat(10_000)))

    const listener = await aListener(web, { since: '1' })
    await listener.heard(1)

    expect(listener.messages.map(({ event }) => event)).toEqual(['snapshot-needed'])
  })

  it.each([
    ['a higher revision than there is', '7'],
    ['an event of an earlier run', '0123456789ab.2'],
    ['nonsense', 'yesterday'],
    ['nothing', ''],
    ['less than nothing', '-1'],
  ])('is told so too when it knows %s', async (_, since) => {
    const web = await aWebHost()
    for (let n = 0; n < 3; n += 1) web.feed.tell(news())

    const listener = await aListener(web, { since })
    await listener.heard(1)

    expect(listener.messages.map(({ event }) => event)).toEqual(['snapshot-needed'])
  })

  it('is one of sixteen at most', async () => {
    const web = await aWebHost()
    const listeners = await Promise.all(Array.from({ length: 16 }, () => aListener(web)))

    await expect(aListener(web)).rejects.toThrow('HTTP 503')
    listeners[0]?.close()
    let isLetIn = false
    const knock = () =>
      void aListener(web).then(
        () => (isLetIn = true),
        () => {},
      )

    await until('there is room again', () => {
      if (!isLetIn) knock()
      return isLetIn
    })
  })

  it('is cut when it does not read, while the others hear on', async () => {
    const web = await aWebHost()
    const [slow, quick] = [await aListener(web), await aListener(web)]
    slow.pause()
    // More than the system keeps for a line, and what we keep besides.
    const all = Array.from({ length: 300 }, (_, n) => n + 1)

    for (const revision of all) {
      web.feed.tell(news('x'.repeat(100_000)))
      await quick.heard(revision)
    }
    slow.resume()
    await until('the slow one is cut', () => slow.isClosed)

    expect(slow.revisions().length).toBeLessThan(all.length)
    expect(slow.revisions()).toEqual(all.slice(0, slow.revisions().length))
    expect(quick.revisions()).toEqual(all)
    expect(quick.isClosed).toBe(false)
  })

  it('is sent away when the host ends', async () => {
    const web = await aWebHost()
    const listener = await aListener(web)

    await web.host.close()

    await until('the line is closed', () => listener.isClosed)
  })

  it('is forgotten when it goes away', async () => {
    const stream = createEventStream({ feed: createFeed(() => {}) })
    const body = stream.open(undefined, () => {})
    expect(stream.readers).toBe(1)

    await body?.cancel()

    expect(stream.readers).toBe(0)
    stream.close()
  })

  it('hears a sign of life in silence', async () => {
    const stream = createEventStream({ feed: createFeed(() => {}), heartbeatMs: 1 })
    const reader = stream.open(undefined, () => {})?.getReader()
    const read = async () => new TextDecoder().decode((await reader?.read())?.value)

    expect(await read()).toBe('retry: 1000\n\n')
    expect(await read()).toBe(':\n\n')
    await reader?.cancel()
    stream.close()
  })
})
