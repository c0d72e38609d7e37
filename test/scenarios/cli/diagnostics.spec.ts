import { readFileSync, statSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDesk, type Desk } from './a-desk.ts'

let desk: Desk
beforeEach(() => {
  desk = aDesk()
})
afterEach(() => desk.clear())

type Described = { about: { version: string }; accounts: unknown[]; queue: { counts: Record<string, number> } }

describe('hotfolder diagnostics', { timeout: 60_000 }, () => {
  it('prints what helps as JSON, without the token, the account and the names of photos', async () => {
    const cloud = await desk.cloud()
    const env = await desk.profileFor(cloud)
    await desk.photo('Anna Miller.jpg')
    const uploaded = await desk.inPerson(['upload', desk.photos], { env })

    const printed = await desk.inPerson(['diagnostics'], { env })

    expect([uploaded.code, printed.code, printed.errors]).toEqual([0, 0, []])
    const text = printed.lines.join('\n')
    const described = JSON.parse(text) as Described
    expect(described.about.version).toBe('0.1.0')
    expect(described.queue.counts['delivered']).toBe(1)
    expect(described.accounts).toContainEqual(
      expect.objectContaining({ name: 'studio', service: 'another-address', tokenIn: 'environment', active: true }),
    )
    for (const secret of [cloud.token, cloud.accountId, 'Anna', desk.photos]) expect(text).not.toContain(secret)
  })

  it('saves it into a new file of the person’s own, and never over another', async () => {
    const saved = await desk.inPerson(['diagnostics', '--out', 'help.json'])
    const again = await desk.inPerson(['diagnostics', '--out', 'help.json'])

    expect([saved.code, saved.lines, saved.errors]).toEqual([
      0,
      [],
      [`Saved as ${desk.at('help.json')}. Read it before you pass it on.`],
    ])
    expect(JSON.parse(readFileSync(desk.at('help.json'), 'utf8'))).toHaveProperty('about')
    expect(statSync(desk.at('help.json')).mode & 0o777).toBe(0o600)
    expect(again.code).toBe(1)
    expect(again.errors.join('\n')).toContain('there is something of that name already')
  })
})
