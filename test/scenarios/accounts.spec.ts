import { describe, expect, it } from 'vitest'
import type { News } from '../../preload/contract/index.ts'
import { aWorld, type World } from '../support/a-world.ts'

const account = { kind: 'cloudflare', accountId: 'a'.repeat(32), baseUrl: 'https://service.example/v4' } as const

function toldTo(world: World): News[] {
  const told: News[] = []
  world.engine.feed.listen(({ news }) => told.push(news))
  return told
}

async function profiles({ engine }: World) {
  const answer = await engine.answers.snapshot({})
  if (!answer.ok) throw new Error(answer.problem.code)
  return answer.value.profiles
}

describe('an account', () => {
  it('keeps how its last check went, and tells it, until it gets another token', async () => {
    await using world = await aWorld()
    await world.start()
    const told = toldTo(world)
    const checkOf = async (name: string) => (await profiles(world)).find(one => one.name === name)?.check

    const before = await checkOf('studio')
    await world.during(world.engine.answers.verifyProfile({}))
    const passed = await checkOf('studio')
    world.cloud.faults.set([{ kind: 'error', probability: 1, status: 503, on: 'api' }])
    await world.during(world.engine.answers.verifyProfile({ profile: 'studio' }))
    const failed = await checkOf('studio')
    await world.engine.answers.replaceToken({ profile: 'studio', token: 'another-token' })

    expect(before).toBeNull()
    expect(passed).toMatchObject({ kind: 'passed', use: { current: 0, allowed: 100_000 } })
    expect(failed).toMatchObject({ kind: 'failed', because: { code: 'service-trouble', status: 503 } })
    expect(await checkOf('studio')).toBeNull()
    expect(told.flatMap(news => (news.kind === 'profileChanged' ? [news.profile.check?.kind ?? null] : []))).toEqual([
      'passed',
      'failed',
      null,
    ])
  })

  it('that is removed while in use leaves its place to another, which is told', async () => {
    await using world = await aWorld()
    await world.start()
    await world.engine.answers.addProfile({ name: 'agency', account, token: 'a-token' })
    await world.engine.answers.useProfile({ profile: 'agency' })
    const told = toldTo(world)

    await world.engine.answers.removeProfile({ profile: 'agency' })

    expect((await profiles(world)).map(({ name, active }) => [name, active])).toEqual([['studio', true]])
    expect(told).toMatchObject([
      { kind: 'profileRemoved', profile: 'agency' },
      { kind: 'profileChanged', profile: { name: 'studio', active: true } },
    ])
  })

  it('tells when its signing keys change, and never what they are', async () => {
    await using world = await aWorld()
    await world.start()
    const told = toldTo(world)

    const created = await world.during(world.engine.answers.createSigningKey({ key: 'clients' }))
    await world.during(world.engine.answers.listSigningKeys({}))
    const deleted = await world.during(world.engine.answers.deleteSigningKey({ key: 'clients' }))
    await world.during(world.engine.answers.deleteSigningKey({ key: 'nobody' }))

    expect(created).toEqual({ ok: true, value: { keys: [{ name: 'default' }, { name: 'clients' }] } })
    expect(deleted).toEqual({ ok: true, value: { keys: [{ name: 'default' }] } })
    expect(told.filter(news => news.kind === 'signingKeysChanged')).toEqual([
      { kind: 'signingKeysChanged', profile: 'studio' },
      { kind: 'signingKeysChanged', profile: 'studio' },
    ])
  })
})
