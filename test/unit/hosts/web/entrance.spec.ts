import { describe, expect, it } from 'vitest'
import { aWebHost } from './a-web-host.ts'

const tenMinutes = 600_000

describe('the entrance of the web host', () => {
  it('turns a token into a session, and takes the token out of the address', async () => {
    const web = await aWebHost()

    const reply = await web.enter(web.host.url)

    expect(reply.status).toBe(303)
    expect(reply.headers.location).toBe('/')
    expect(reply.headers['cache-control']).toBe('no-store')
    expect(reply.headers['referrer-policy']).toBe('no-referrer')
    expect(reply.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^hotfolder-${web.port}=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
      ) as string,
    ])
    expect(reply.text).toBe('')
  })

  it('has a token of 256 bits, unlike every other one', async () => {
    const web = await aWebHost()
    const tokens = [web.host.url, web.host.freshUrl(), web.host.freshUrl()].map(url =>
      new URL(url).searchParams.get('token'),
    )

    expect(new Set(tokens).size).toBe(3)
    for (const token of tokens) expect(Buffer.from(token ?? '', 'base64url')).toHaveLength(32)
  })

  it('lets nobody in with a token that was used', async () => {
    const web = await aWebHost()
    await web.enter(web.host.url)

    const again = await web.enter(web.host.url, { Accept: 'text/html' })

    expect(again.status).toBe(403)
    expect(again.headers['set-cookie']).toBeUndefined()
    expect(again.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(again.text).toContain('This address was good once')
    expect(again.text).toContain('Get a fresh address with: hotfolder serve')
  })

  it('lets a browser that is in already pass by a used token', async () => {
    const web = await aWebHost()
    const { Cookie } = (await web.visitor()).headers
    await web.enter(web.host.url)

    const again = await web.enter(web.host.url, { Cookie })

    expect(again.status).toBe(303)
    expect(again.headers['set-cookie']).toBeUndefined()
  })

  it.each(['', '?token=', '?token=wrong', `?token=${'A'.repeat(43)}`, '?Token=x', '?token=%00'])(
    'lets nobody in with %j',
    async query => {
      const web = await aWebHost()

      const reply = await web.ask({ path: `/enter${query}` })

      expect([400, 403]).toContain(reply.status)
      expect(reply.headers['set-cookie']).toBeUndefined()
    },
  )

  it('lets nobody in whose token is older than ten minutes', async () => {
    let now = 1_000_000
    const web = await aWebHost({ now: () => now })
    const late = web.host.freshUrl()

    now += tenMinutes - 1
    const inTime = await web.enter(web.host.url)
    now += 1
    const tooLate = await web.enter(late)
    const fresh = await web.enter(web.host.freshUrl())

    expect([inTime.status, tooLate.status, fresh.status]).toEqual([303, 403, 303])
  })

  it('keeps the token for its person when another page calls it', async () => {
    const web = await aWebHost()

    const called = await web.enter(web.host.url, { 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' })
    const typed = await web.enter(web.host.url, { 'Sec-Fetch-Site': 'none', 'Sec-Fetch-Mode': 'navigate' })

    expect([called.status, typed.status]).toEqual([403, 303])
  })

  it('gives every browser a session of its own', async () => {
    const web = await aWebHost()

    const [one, other] = [await web.visitor(), await web.visitor()]

    expect(one.headers.Cookie).not.toBe(other.headers.Cookie)
    expect((await one.ask({})).status).toBe(200)
    expect((await other.ask({})).status).toBe(200)
  })

  it('forgets all sessions with the end of the program', async () => {
    const first = await aWebHost()
    const { Cookie } = (await first.visitor()).headers
    await first.host.close()
    const second = await aWebHost({ port: first.port })

    const reply = await second.ask({ headers: { Cookie } })

    expect(reply.status).toBe(403)
  })
})
