import { describe, expect, it } from 'vitest'
import { aCloud } from './a-cloud.ts'

const usual = { flexible_variants: false, browser_ttl: 172_800, preserve_content_credentials: false }

describe('the account’s config', () => {
  it('begins as usual, changes member by member and stays across a restart', async () => {
    const first = await aCloud()

    const before = await first.call('GET', '/v1/config')
    const flexible = await first.json('PATCH', '/v1/config', { flexible_variants: true })
    const cached = await first.json('PATCH', '/v1/config', { browser_ttl: 3600, preserve_content_credentials: true })
    const unchanged = await first.json('PATCH', '/v1/config', {})
    await first.close()
    const second = await aCloud({ folder: first.folder })

    expect(before.result).toEqual(usual)
    expect(flexible.result).toEqual({ ...usual, flexible_variants: true })
    expect(cached.result).toEqual({
      flexible_variants: true,
      browser_ttl: 3600,
      preserve_content_credentials: true,
    })
    expect(unchanged.result).toEqual(cached.result)
    expect((await second.call('GET', '/v1/config')).result).toEqual(cached.result)
  })

  it('may be told at the start whether flexible variants are on', async () => {
    const first = await aCloud({ flexibleVariants: true })
    const started = await first.call('GET', '/v1/config')
    await first.close()

    const second = await aCloud({ folder: first.folder, flexibleVariants: false })

    expect(started.result).toEqual({ ...usual, flexible_variants: true })
    expect((await second.call('GET', '/v1/config')).result).toEqual(usual)
  })

  it.each([
    [{ flexible_variants: 'yes' }, 'flexible_variants'],
    [{ flexible_variants: null }, 'flexible_variants'],
    [{ browser_ttl: 3599 }, 'browser_ttl'],
    [{ browser_ttl: 31_536_001 }, 'browser_ttl'],
    [{ browser_ttl: 3600.5 }, 'browser_ttl'],
    [{ preserve_content_credentials: 1 }, 'preserve_content_credentials'],
    [{ flexible_variants: true, colour: 'red' }, '"colour"'],
  ])('refuses %j by name and stays as it was', async (change, named) => {
    const cloud = await aCloud()

    const refused = await cloud.json('PATCH', '/v1/config', change)

    expect(refused).toMatchObject({ status: 400, code: 5400, message: expect.stringContaining(named) as string })
    expect((await cloud.call('GET', '/v1/config')).result).toEqual(usual)
  })

  it('takes JSON only', async () => {
    const cloud = await aCloud()
    const body = new FormData()
    body.append('flexible_variants', 'true')

    expect(await cloud.call('PATCH', '/v1/config', { body })).toMatchObject({ status: 400, code: 5400 })
  })
})
