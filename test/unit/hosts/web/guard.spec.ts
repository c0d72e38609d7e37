import { describe, expect, it } from 'vitest'
import { shout } from './ask.ts'
import { aWebHost } from './a-web-host.ts'

const refused = (refusal: string) => ({ refused: refusal })

describe('a request to the web host', () => {
  it.each([
    ['an address that was bent to ours', 'photos.example'],
    ['our address with another port', '127.0.0.1:1'],
    ['our address without a port', '127.0.0.1'],
    ['the machine by its other name', '[::1]:PORT'],
    ['a name that only begins like ours', 'localhost:PORT.example'],
    ['capitals', 'LOCALHOST:PORT'],
  ])('is refused for the host of %s', async (_, host) => {
    const web = await aWebHost()
    const visitor = await web.visitor()

    const reply = await visitor.ask({ headers: { Host: host.replace('PORT', String(web.port)) } })

    expect(reply.status).toBe(421)
    expect(reply.json()).toMatchObject(refused('wrong-host'))
  })

  it('is refused with two hosts', async () => {
    const web = await aWebHost()
    const { Cookie } = (await web.visitor()).headers
    const host = `Host: 127.0.0.1:${web.port}\r\n`

    const heard = await shout(web.port, `GET / HTTP/1.1\r\n${host}Host: photos.example\r\nCookie: ${Cookie}\r\n\r\n`)

    expect(heard).toMatch(/^HTTP\/1\.1 4(00|21) /)
  })

  it('is refused without a host', async () => {
    const web = await aWebHost()

    expect(await shout(web.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 421 /)
    expect(await shout(web.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /)
  })

  it.each(['localhost', '127.0.0.1'])('is answered for %s, with the origin spelled the same way', async name => {
    const web = await aWebHost()
    const visitor = await web.visitor()
    const host = `${name}:${web.port}`

    const same = await visitor.ask({ headers: { Host: host, Origin: `http://${host}` } })
    const other = await visitor.ask({
      headers: { Host: host, Origin: `http://${name === 'localhost' ? '127.0.0.1' : 'localhost'}:${web.port}` },
    })

    expect([same.status, other.status]).toEqual([200, 403])
  })

  it.each([
    ['another page', { Origin: 'https://photos.example' }],
    ['another port', { Origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { Origin: 'null' }],
    ['our origin as https', { Origin: 'https://127.0.0.1:PORT' }],
    ['a cross-site page', { 'Sec-Fetch-Site': 'cross-site' }],
    ['another port, as the browser tells it', { 'Sec-Fetch-Site': 'same-site' }],
    ['the address line, which only reads', { 'Sec-Fetch-Site': 'none' }],
  ])('that changes something is refused from %s', async (_, headers) => {
    const web = await aWebHost()
    const visitor = await web.visitor()
    const said = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', String(web.port))]),
    )

    const reply = await visitor.ask({
      method: 'POST',
      path: '/rpc/pauseQueue',
      headers: { 'Content-Type': 'application/json', ...said },
      body: '{}',
    })

    expect(reply.status).toBe(403)
    expect(reply.json()).toMatchObject(refused('wrong-origin'))
  })

  it('that changes something is refused without an origin', async () => {
    const web = await aWebHost()
    const { Cookie } = (await web.visitor()).headers

    const reply = await web.ask({
      method: 'POST',
      path: '/rpc/pauseQueue',
      headers: { Cookie, 'Content-Type': 'application/json' },
      body: '{}',
    })

    expect(reply.json()).toMatchObject(refused('wrong-origin'))
  })

  it.each([
    ['same-origin', 'cors', 200],
    ['none', 'navigate', 200],
    ['none', 'no-cors', 403],
    ['same-site', 'navigate', 403],
    ['cross-site', 'navigate', 403],
    ['cross-site', 'no-cors', 403],
  ])('that reads, said to come from %s as %s, is answered %i', async (site, mode, status) => {
    const web = await aWebHost()
    const { Cookie } = (await web.visitor()).headers

    const reply = await web.ask({ headers: { Cookie, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode } })

    expect(reply.status).toBe(status)
  })

  it.each([
    ['GET', '/'],
    ['GET', '/assets/app.js'],
    ['POST', '/rpc/snapshot'],
    ['GET', '/events'],
    ['GET', '/places'],
    ['GET', '/photos/thumbnail/a'],
    ['GET', '/photos/original/a'],
    ['GET', '/photos/image/local/a?variant=public'],
    ['PUT', '/drop/5c1c7a9e-9f3e-4d0f-8c55-0d8f2b1f6a11/a.jpg'],
    ['POST', '/drop/5c1c7a9e-9f3e-4d0f-8c55-0d8f2b1f6a11/send'],
    ['DELETE', '/drop/5c1c7a9e-9f3e-4d0f-8c55-0d8f2b1f6a11'],
  ])('without a session gets nothing: %s %s', async (method, path) => {
    const web = await aWebHost()
    const mine = (await web.visitor()).headers.Cookie
    const name = mine.slice(0, mine.indexOf('='))
    const cookies = [undefined, `${name}=`, `${name}=${'A'.repeat(43)}`, mine.slice(0, -1), mine.replace('=', '-x=')]

    for (const cookie of cookies) {
      const headers = { Origin: web.origin, ...(cookie === undefined ? {} : { Cookie: cookie }) }
      const reply = await web.ask({ method, path, headers })

      expect(reply.status).toBe(403)
      expect(reply.json()).toMatchObject(refused('no-session'))
    }
  })

  it('finds its session among other cookies, also one that was set under its name', async () => {
    const web = await aWebHost()
    const { Cookie } = (await web.visitor()).headers
    const name = Cookie.slice(0, Cookie.indexOf('='))

    const reply = await web.ask({ headers: { Cookie: `theme=dark; ${name}=planted; ${Cookie}` } })

    expect(reply.status).toBe(200)
  })

  it.each([
    ['TRACE', '/'],
    ['OPTIONS', '/rpc/snapshot'],
    ['PATCH', '/rpc/snapshot'],
    ['PROPFIND', '/'],
    ['POST', '/'],
    ['PUT', '/index.html'],
    ['DELETE', '/photos/original/a'],
    ['GET', '/rpc/snapshot'],
    ['PUT', '/rpc/snapshot'],
    ['HEAD', '/events'],
    ['HEAD', '/enter?token=a'],
    ['POST', '/enter?token=a'],
    ['POST', '/places'],
    ['GET', '/drop/5c1c7a9e-9f3e-4d0f-8c55-0d8f2b1f6a11/a.jpg'],
  ])('is refused for its method: %s %s', async (method, path) => {
    const web = await aWebHost()
    const visitor = await web.visitor()

    const reply = await visitor.ask({ method, path })

    expect(reply.status).toBe(405)
  })

  it('cannot make a tunnel of us', async () => {
    const web = await aWebHost()

    const heard = await shout(web.port, `CONNECT photos.example:443 HTTP/1.1\r\nHost: 127.0.0.1:${web.port}\r\n\r\n`)

    expect(heard).toMatch(/^HTTP\/1\.1 405 /)
  })

  it.each([
    'http://photos.example/',
    'http://127.0.0.1:PORT/',
    '//photos.example/',
    '*',
    '/assets/../../secret',
    '/assets/..%2f..%2fsecret',
    '/assets/%2e%2e/secret',
    '/assets/%2E%2e/secret',
    '/./assets/app.js',
    '/assets//app.js',
    '/assets/a%2Fb.js',
    '/assets/a%5Cb.js',
    '/assets/a\\b.js',
    '/assets/a%00.js',
    '/places?in=%00',
    '/assets/a%0d%0ab.js',
    '/assets/%zz.js',
    '/assets/%ff.js',
    '/assets/ä.js',
    '/assets/a<b.js',
  ])('is refused for its path: %s', async path => {
    const web = await aWebHost()
    const { Cookie } = (await web.visitor()).headers
    const target = path.replace('PORT', String(web.port))

    const heard = await shout(
      web.port,
      `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${web.port}\r\nCookie: ${Cookie}\r\nConnection: close\r\n\r\n`,
    )

    expect(heard).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('is refused with more headers than it can need', async () => {
    const web = await aWebHost()
    const visitor = await web.visitor()

    const reply = await visitor.ask({ headers: { 'X-Long': 'x'.repeat(20_000) } })

    expect(reply.status).toBe(400)
  })

  it('must say what it wants in time', async () => {
    const web = await aWebHost({ patience: { headersMs: 50, quietMs: 50 } })

    const heard = await shout(web.port, 'GET / HTTP/1.1\r\nHost: ')

    expect(heard).toMatch(/^HTTP\/1\.1 400 /)
  })

  it('must not fall silent in the middle of a body', async () => {
    const web = await aWebHost({ patience: { headersMs: 5_000, quietMs: 50 } })
    const { Cookie, Origin } = (await web.visitor()).headers
    const head = `POST /rpc/snapshot HTTP/1.1\r\nHost: 127.0.0.1:${web.port}\r\nOrigin: ${Origin}\r\nCookie: ${Cookie}\r\n`

    const heard = await shout(web.port, `${head}Content-Type: application/json\r\nContent-Length: 10\r\n\r\n{`)

    expect(heard).toBe('')
  })

  it.runIf(process.platform === 'linux')('is heard on the loopback interface alone', async () => {
    const web = await aWebHost()

    expect(new URL(web.host.url).hostname).toBe('127.0.0.1')
    await expect(shoutFrom('127.0.0.2', web.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('cannot have a port that is taken', async () => {
    const web = await aWebHost()

    await expect(aWebHost({ port: web.port })).rejects.toThrow('port-in-use')
  })
})

async function shoutFrom(address: string, port: number): Promise<void> {
  const { connect } = await import('node:net')
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, address, () => resolve())
    socket.once('error', reject)
  })
}
