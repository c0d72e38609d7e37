import { describe, expect, it } from 'vitest'
import { followPhotos } from '../../../main/hosts/cli/follow-photos.ts'
import { parseRate } from '../../../main/hosts/cli/parse/parse-rate.ts'
import { aQueue } from './a-queue.ts'
import type { EndedPhoto, FeedEvent, News, Problem } from '../../../preload/contract/index.ts'

const aReader = () => {
  const listeners = new Set<(event: FeedEvent) => void>()
  const told: string[] = []
  const troubles: Problem[] = []
  let revision = 0
  const follower = followPhotos(
    {
      listen(receive) {
        listeners.add(receive)
        return () => listeners.delete(receive)
      },
    },
    {
      photoEnded: photo => told.push(photo.path),
      queueChanged: () => {},
      troubled: problem => troubles.push(problem),
      noted: text => told.push(text),
    },
  )
  const tell = (news: News) => {
    revision += 1
    for (const receive of listeners) receive({ revision, news })
  }
  const photo = (path: string, batches: string[]) => {
    const rest = { sha256: null, bytes: 1, links: [], problem: null, profile: 'local' }
    tell({
      kind: 'photoEnded',
      photo: { path, state: 'delivered', imageId: 'i', batches, ...rest } satisfies EndedPhoto,
    })
  }
  return { follower, told, troubles, tell, photo }
}

describe('a reader that follows its batches', () => {
  it('loses nothing that was told before the batch had a name', async () => {
    const { follower, told, tell, photo } = aReader()
    photo('early.jpg', ['mine'])
    tell({ kind: 'batchEnded', batch: 'mine', ignored: 3 })

    follower.begin(['mine'])

    expect(await follower.ended).toBe('done')
    expect(told).toEqual(['early.jpg'])
    expect(follower.ignored).toBe(3)
  })

  it('passes over photos of others, and ends with the last of its batches', async () => {
    const { follower, told, tell, photo } = aReader()
    follower.begin(['one', 'two'])

    photo('theirs.jpg', ['three'])
    photo('ours.jpg', ['three', 'two'])
    tell({ kind: 'batchEnded', batch: 'three', ignored: 9 })
    tell({ kind: 'batchEnded', batch: 'one', ignored: 1 })
    tell({ kind: 'batchEnded', batch: 'two', ignored: 1 })

    expect(await follower.ended).toBe('done')
    expect(told).toEqual(['ours.jpg'])
    expect(follower.ignored).toBe(2)
  })

  it('tells a photo once that is in its batch by two ways', () => {
    const { follower, told, photo } = aReader()
    follower.begin(['mine'])

    photo('dune.jpg', ['mine'])
    photo('dune.jpg', ['mine'])

    expect(told).toEqual(['dune.jpg'])
  })

  it('counts what is on the line until the photo leaves it', () => {
    const { follower, tell } = aReader()
    follower.begin('all')

    tell({ kind: 'progressed', jobs: [{ job: 'a', sent: 250, of: 1_000, speed: null }], queue: aQueue() })
    tell({ kind: 'progressed', jobs: [{ job: 'b', sent: 500, of: 1_000, speed: null }], queue: aQueue() })

    expect([follower.onLine.bytes, follower.onLine.photos]).toEqual([750, 0.75])
  })

  it('ends broken when the engine cannot go on, and not for a mere notice', async () => {
    const { follower, troubles, tell } = aReader()
    follower.begin('all')

    tell({ kind: 'noticed', problem: { code: 'keychain-unavailable', detail: 'no D-Bus' } })
    const early = await Promise.race([follower.ended, Promise.resolve('going on')])
    tell({ kind: 'halted', problem: { code: 'disk-full', path: '/home' } })

    expect(early).toBe('going on')
    expect(await follower.ended).toBe('broken')
    expect(troubles.map(problem => problem.code)).toEqual(['keychain-unavailable', 'disk-full'])
  })
})

describe('a rate on the command line', () => {
  it.each([
    ['5mbit', 625_000],
    ['500kbit', 62_500],
    ['2MB', 2_000_000],
    ['1.5mb', 1_500_000],
    ['1000000', 1_000_000],
    ['none', 'none'],
  ])('reads %s', (text, rate) => {
    expect(parseRate(text)).toBe(rate)
  })

  it.each(['fast', '', '-1', '5 apples', '10', 'constructor', '__proto__'])('refuses %j', text => {
    expect(() => parseRate(text)).toThrow('Write 5mbit')
  })
})
