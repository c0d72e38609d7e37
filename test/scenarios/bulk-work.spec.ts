import { describe, expect, it } from 'vitest'
import type { QueueView } from '../../preload/contract/index.ts'
import { aWorld, type World } from '../support/a-world.ts'
import { anotherDesk, must } from '../support/another-desk.ts'
import { manyImages, seedImages } from '../support/seed-images.ts'

const tag = (world: World, image: string) =>
  world.engine.answers.editImage({
    image,
    change: { metadata: { kind: 'merge', set: { album: 'dunes' }, remove: [] } },
  })

describe('many edits while the service asks to slow down', () => {
  it('are all made, after the time it asked for', async () => {
    const images = manyImages(60)
    let calls = 0
    // Every fifth call is refused.
    const random = () => (++calls % 5 === 0 ? 0 : 1)
    await using world = await aWorld({ seed: folder => seedImages(folder, images), cloud: { random } })
    world.cloud.faults.set([{ kind: 'rate-limit', probability: 0.5, retryAfter: 2 }])
    const began = world.clock.now()

    const edits = await world.during(Promise.all(images.map(({ id }) => tag(world, id))))

    expect(edits.every(edit => edit.ok)).toBe(true)
    expect(calls).toBeGreaterThan(140)
    world.cloud.faults.set([])
    expect(world.clock.now() - began).toBeGreaterThan(2_000)
    const tagged = must(
      await anotherDesk(world).images.list(
        { filters: [{ field: 'album', operator: 'eq', value: 'dunes' }], order: 'newest', limit: 1_000 },
        new AbortController().signal,
      ),
    )
    expect(tagged.images).toHaveLength(60)
  })

  it('hold the uploads back as well, which go on by themselves', async () => {
    await using world = await aWorld({ photos: ['dune.jpg', 'sea.jpg'] })
    await world.start()
    await world.settle()
    const id = world.receipts()[0]?.imageId ?? ''
    world.cloud.faults.set([{ kind: 'rate-limit', probability: 1, retryAfter: 60, times: 1 }])
    const closed: QueueView['closed'] = []

    const edit = tag(world, id)
    await world.until(queue => (closed.push(...queue.closed), queue.closed.length > 0))
    await world.write('wood.jpg', 3)
    await world.until(queue => queue.counts.queued + queue.counts.waiting === 1, 30_000)
    must(await world.during(edit))
    await world.settle()

    expect(closed[0]).toMatchObject({ profile: 'studio', because: { code: 'rate-limited' } })
    expect(world.delivered()).toEqual(['dune.jpg', 'sea.jpg', 'wood.jpg'])
  })

  it('give up on a service that never lets anything through, and say why', async () => {
    await using world = await aWorld({ seed: folder => seedImages(folder, manyImages(1)) })
    world.cloud.faults.set([{ kind: 'rate-limit', probability: 1, retryAfter: 1 }])

    const answer = await world.during(world.engine.answers.getImage({ image: manyImages(1)[0]?.id ?? '' }))

    expect(answer).toMatchObject({ ok: false, problem: { code: 'rate-limited' } })
    expect(world.cloud.calls()['GET image']).toBe(4)
  })
})

describe('an order to an account', () => {
  it.each([
    ['whose line breaks', { code: 'line-cut', detail: 'ECONNRESET' }],
    ['that cannot be reached', { code: 'offline', host: 'api' }],
    ['in trouble', { code: 'service-trouble', status: 503, apiCode: null, detail: 'no' }],
  ] as const)('%s is repeated a few times, where nothing can be done twice by it', async (_what, problem) => {
    await using world = await aWorld({ seed: folder => seedImages(folder, manyImages(1)) })
    let asked = 0
    let created = 0
    world.between = images => ({
      ...images,
      async ask(id, signal) {
        asked += 1
        return asked < 3 ? { ok: false, problem } : images.ask(id, signal)
      },
      async create() {
        created += 1
        return { ok: false, problem }
      },
    })

    const answer = await world.during(world.engine.answers.getImage({ image: manyImages(1)[0]?.id ?? '' }))
    const creation = await world.during(
      world.engine.answers.createImage({
        from: { kind: 'url', url: 'https://example.com/a.jpg' },
        private: false,
        creator: null,
        metadata: {},
      }),
    )

    expect(answer.ok).toBe(true)
    expect(asked).toBe(3)
    expect(creation.ok).toBe(false)
    expect(created).toBe(1)
  })

  it('that falls silent is given up after a minute', async () => {
    await using world = await aWorld()
    world.between = images => ({
      ...images,
      use: (signal: AbortSignal) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => resolve({ ok: false, problem: signal.reason as never }))
        }),
    })
    const began = world.clock.now()
    const answer = world.engine.answers.accountUse({})
    for (let minute = 0; minute < 10; minute += 1) {
      await new Promise(resolve => setTimeout(resolve, 1))
      world.clock.advance(61_000)
    }

    expect(await answer).toEqual({ ok: false, problem: { code: 'stalled', quietMs: 60_000 } })
    expect(world.clock.now() - began).toBeLessThan(700_000)
  })

  it('that waits for its turn in the budget is not taken for silent', async () => {
    await using world = await aWorld({ seed: folder => seedImages(folder, manyImages(1)) })
    const image = manyImages(1)[0]?.id ?? ''
    world.cloud.faults.set([{ kind: 'rate-limit', probability: 1, retryAfter: 300, times: 1 }])

    const answers = await world.during(
      Promise.all([world.engine.answers.getImage({ image }), world.engine.answers.getImage({ image })]),
    )

    expect(answers.every(answer => answer.ok)).toBe(true)
  })

  it('is let go of when the engine stops', async () => {
    await using world = await aWorld()
    world.between = images => ({
      ...images,
      use: (signal: AbortSignal) =>
        new Promise(resolve => {
          signal.addEventListener('abort', () => resolve({ ok: false, problem: signal.reason as never }))
        }),
    })
    const answer = world.engine.answers.accountUse({})
    await world.until(() => true)

    await world.stop()

    expect(await answer).toEqual({ ok: false, problem: { code: 'interrupted' } })
  })
})
