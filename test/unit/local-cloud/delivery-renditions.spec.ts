import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createGate } from '../../../main/local-cloud/delivery/renditions/create-gate.ts'
import { Abandoned, createRenderOnce } from '../../../main/local-cloud/delivery/renditions/render-once.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { aClock, aFolder, until } from './a-cloud.ts'
import { type ADelivery, aDelivery } from './a-delivery.ts'

describe('what was rendered', () => {
  it('is kept, also across a restart, and gives the same bytes', async () => {
    const folder = aFolder()
    const first = await aDelivery({ folder })
    const id = await first.put(await makePhoto({ seed: 1 }))
    const fresh = await first.get(id, 'w=100')
    const kept = await first.get(id, 'w=100')
    await first.close()

    const second = await aDelivery({ folder })
    const works = await countRenders(async () => {
      const again = await second.get(id, 'w=100')

      expect(again.bytes.equals(fresh.bytes)).toBe(true)
      expect(again.headers.get('etag')).toBe(fresh.headers.get('etag'))
    })

    expect(kept.bytes.equals(fresh.bytes)).toBe(true)
    expect(works).toBe(0)
  })

  it('never takes more than its room, and the longest unused goes first', async () => {
    const clock = aClock()
    const cloud = await aDelivery({ now: clock.now, renditionCacheBytes: 30_000 })
    const id = await cloud.put(await makePhoto({ seed: 1 }))
    const sizes: number[] = []

    for (let width = 200; width < 240; width++) {
      await cloud.get(id, 'w=199')
      await cloud.get(id, `w=${width}`)
      clock.pass(120)
      sizes.push(bytesIn(cloud))
    }

    expect(Math.max(...sizes)).toBeLessThanOrEqual(30_000)
    expect(Math.min(...sizes.slice(20))).toBeGreaterThan(10_000)
    expect(await countRenders(() => cloud.get(id, 'w=199'))).toBe(0)
    expect(await countRenders(() => cloud.get(id, 'w=239'))).toBe(0)
    expect(await countRenders(() => cloud.get(id, 'w=200'))).toBeGreaterThan(0)
  })

  it('keeps its order of last use across a restart', async () => {
    const clock = aClock()
    const folder = aFolder()
    const first = await aDelivery({ folder, now: clock.now })
    const id = await first.put(await makePhoto({ seed: 1 }))
    for (const width of [200, 201, 202]) {
      await first.get(id, `w=${width}`)
      clock.pass(120)
    }
    await first.get(id, 'w=200')
    const room = bytesIn(first)
    await first.close()

    const second = await aDelivery({ folder, now: clock.now, renditionCacheBytes: room })
    await second.get(id, 'w=203')

    expect(await countRenders(() => second.get(id, 'w=200'))).toBe(0)
    expect(await countRenders(() => second.get(id, 'w=201'))).toBeGreaterThan(0)
  })

  it('is cut to a smaller room at the next start', async () => {
    const folder = aFolder()
    const first = await aDelivery({ folder })
    const id = await first.put(await makePhoto({ seed: 1 }))
    for (const width of [200, 201, 202, 203]) await first.get(id, `w=${width}`)
    const room = Math.floor(bytesIn(first) / 2)
    await first.close()

    const second = await aDelivery({ folder, renditionCacheBytes: room })

    expect(bytesIn(second)).toBeLessThanOrEqual(room)
    expect(bytesIn(second)).toBeGreaterThan(0)
  })

  it('is delivered even where there is no room at all', async () => {
    const cloud = await aDelivery({ renditionCacheBytes: 0 })
    const id = await cloud.put(await makePhoto({ seed: 1 }))

    expect((await cloud.get(id, 'w=100')).status).toBe(200)
    expect((await cloud.get(id, 'w=100')).status).toBe(200)
    expect(bytesIn(cloud)).toBe(0)
  })

  it('is made again when somebody else removed its file', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1 }))
    const first = await cloud.get(id, 'w=100')
    for (const name of filesIn(cloud)) rmSync(name)

    const again = await cloud.get(id, 'w=100')

    expect(again.bytes.equals(first.bytes)).toBe(true)
    expect(filesIn(cloud)).toHaveLength(1)
  })

  it('half-written when the cloud was killed is swept, and so is what belongs to nobody', async () => {
    const folder = aFolder()
    const first = await aDelivery({ folder })
    const id = await first.put(await makePhoto({ seed: 1 }))
    await first.get(id, 'w=100')
    await first.close()
    const [original = ''] = readdirSync(join(folder, 'rendered'))
    writeFileSync(join(folder, 'rendered', original, 'half.part'), 'ha')
    writeFileSync(join(folder, 'rendered', 'stray'), 'x')

    const second = await aDelivery({ folder })

    expect(readdirSync(join(folder, 'rendered'))).toEqual([original])
    expect(filesIn(second)).toHaveLength(1)
    expect((await second.get(id, 'w=100')).status).toBe(200)
  })

  it('goes with its image, also when that is deleted in the middle of the work', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1, width: 2000, height: 1500 }))
    const asked = Promise.all(['w=1000,f=avif', 'w=900', 'w=800'].map(options => cloud.get(id, options)))
    await until(() => existsSync(join(cloud.folder, 'rendered')) && cloud.calls()['GET delivery'] === 3)

    await cloud.call('DELETE', `/v1/${id}`)
    const answers = await asked

    for (const { status } of answers) expect([200, 404]).toContain(status)
    expect(readdirSync(join(cloud.folder, 'rendered'))).toEqual([])
    expect(readdirSync(join(cloud.folder, 'originals'))).toEqual([])
  })
})

describe('requests at the same time', () => {
  it('for one rendition render it once', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1, width: 1600, height: 1200 }))
    const once = await countRenders(() => cloud.get(id, 'w=800'))

    const works = await countRenders(async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => cloud.get(id, 'w=801')))
      const [first, ...others] = answers
      expect(others.every(other => other.bytes.equals(first?.bytes ?? Buffer.alloc(0)))).toBe(true)
    })

    expect(once).toBeGreaterThan(0)
    expect(works).toBe(once)
  })

  it('for many renditions are worked off a few at a time', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1, width: 1600, height: 1200 }))
    let most = 0
    const watch = () => {
      const { queue, process } = sharp.counters()
      most = Math.max(most, queue + process)
    }
    sharp.queue.on('change', watch)

    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => cloud.get(id, `w=${100 + i}`)))
    sharp.queue.off('change', watch)

    expect(answers.every(answer => answer.status === 200)).toBe(true)
    expect(most).toBeGreaterThan(0)
    // The library counts a task that has ended a moment longer.
    expect(most).toBeLessThanOrEqual(availableParallelism() * 2)
  })

  it('go on for the others when one client goes away', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1, width: 2000, height: 1500 }))
    const leaving = new AbortController()
    const left = fetch(cloud.link(id, 'w=1000,f=avif'), { signal: leaving.signal }).then(
      () => 'answered',
      () => 'left',
    )
    const staying = [1, 2].map(() => cloud.get(id, 'w=1000,f=avif'))
    await until(() => cloud.calls()['GET delivery'] === 3)

    leaving.abort()

    expect(await left).toBe('left')
    for (const answer of await Promise.all(staying)) expect(answer.status).toBe(200)
  })

  it('end at once when the cloud closes', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(await makePhoto({ seed: 1, width: 1600, height: 1200 }))
    const asked = Array.from({ length: 100 }, (_, i) =>
      fetch(cloud.link(id, `w=${300 + i}`)).then(
        () => 'answered',
        () => 'broken',
      ),
    )
    await until(() => cloud.calls()['GET delivery'] === 100)

    const works = await countRenders(() => cloud.close())

    expect(await Promise.all(asked)).toContain('broken')
    expect(works).toBeLessThan(50)
  })
})

describe('work through the gate', () => {
  it('is let in in order, as much as there is room for, heavy work alone', async () => {
    const gate = createGate(2)
    const never = new AbortController().signal
    const log: string[] = []
    const ends = new Map<string, () => void>()
    const task = (name: string) => async () => {
      log.push(`${name} begins`)
      await new Promise<void>(resolve => ends.set(name, resolve))
      log.push(`${name} ends`)
    }
    const works = [
      gate.run(task('a'), false, never),
      gate.run(task('heavy'), true, never),
      gate.run(task('b'), false, never),
      gate.run(task('c'), false, never),
    ]

    for (const name of ['a', 'heavy', 'b', 'c']) {
      await until(() => ends.has(name))
      ends.get(name)?.()
    }
    await Promise.all(works)

    expect(log.slice(0, 4)).toEqual(['a begins', 'a ends', 'heavy begins', 'heavy ends'])
    expect(log.slice(4, 6)).toEqual(['b begins', 'c begins'])
  })

  it('that fails makes room for the next', async () => {
    const gate = createGate(1)
    const never = new AbortController().signal

    await expect(gate.run(() => Promise.reject(new Error('no')), false, never)).rejects.toThrow('no')

    expect(await gate.run(async () => 'yes', true, never)).toBe('yes')
  })

  it('nobody waits for any more is not begun, and does not hold up who comes after', async () => {
    const renderOnce = createRenderOnce()
    const block = Array.from({ length: availableParallelism() }, () => {
      let end = () => {}
      const made = new Promise<void>(resolve => (end = resolve))
      return { end: () => end(), made }
    })
    const json = { kind: 'rendered', type: 'json', bytes: Buffer.alloc(1) } as const
    const keep = async () => {}
    const busy = block.map(({ made }, i) =>
      renderOnce(
        { key: `busy ${i}`, isHeavy: false, make: async () => (await made, json), keep },
        new AbortController().signal,
      ),
    )
    let begun = 0
    const order = { key: 'wanted', isHeavy: false, make: async () => (begun++, json), keep }
    const gone = new AbortController()
    const left = renderOnce(order, gone.signal)
    gone.abort()
    const stays = renderOnce(order, new AbortController().signal)
    for (const { end } of block) end()

    await expect(left).rejects.toThrow(Abandoned)
    expect(await stays).toBe(json)
    expect(begun).toBe(1)
    await Promise.all(busy)
  })
})

/** How often the image library began or ended something meanwhile: nothing, when nothing was rendered. */
async function countRenders(work: () => Promise<unknown>): Promise<number> {
  let changes = 0
  const count = () => void changes++
  sharp.queue.on('change', count)
  await work()
  sharp.queue.off('change', count)
  return changes
}

const filesIn = (cloud: ADelivery): string[] => {
  const rendered = join(cloud.folder, 'rendered')
  return readdirSync(rendered, { recursive: true, encoding: 'utf8' })
    .map(name => join(rendered, name))
    .filter(path => statSync(path).isFile())
}
const bytesIn = (cloud: ADelivery) => filesIn(cloud).reduce((sum, path) => sum + statSync(path).size, 0)
