import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDispatch } from '../../../../main/hosts/dispatch.ts'
import { answersThatEcho } from '../answers-that-echo.ts'
import { shout } from './ask.ts'
import { aWebHost } from './a-web-host.ts'

const policy = (style: string) =>
  `default-src 'none'; script-src 'self'; style-src 'self'${style}; img-src 'self' blob: data:; connect-src 'self'; ` +
  `font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': expect.stringContaining('camera=()') as string,
}

describe('every answer of the web host', () => {
  it.each([
    ['the page', 200, { path: '/' }],
    ['a picture that is not there', 404, { path: '/photos/thumbnail/a' }],
    ['a file that is not there', 404, { path: '/assets/a.js' }],
    ['a command', 200, { method: 'POST', path: '/rpc/snapshot', body: '{}' }],
    ['a spent token', 403, { path: '/enter?token=a', headers: { Cookie: '' } }],
    ['a wrong host', 421, { headers: { Host: 'photos.example' } }],
    ['a wrong path', 400, { path: '/%2e%2e' }],
    ['a wrong method', 405, { method: 'OPTIONS', path: '/rpc/snapshot' }],
    ['a wrong origin', 403, { headers: { Origin: 'https://photos.example' } }],
    ['a missing session', 403, { headers: { Cookie: '' } }],
  ])('carries the security headers, and lets no other page read it: %s', async (_, status, asking) => {
    const web = await aWebHost()
    const visitor = await web.visitor()
    const headers = { 'Content-Type': 'application/json', 'Access-Control-Request-Method': 'POST' }

    const reply = await visitor.ask({
      ...asking,
      headers: { ...headers, ...('headers' in asking ? asking.headers : {}) },
    })

    expect(reply.status).toBe(status)
    expect(reply.headers).toMatchObject({ ...always, 'cache-control': 'no-store' })
    expect(reply.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'/)
    expect(Object.keys(reply.headers).filter(name => name.startsWith('access-control-'))).toEqual([])
  })

  it('does so even where the request was no HTTP', async () => {
    const web = await aWebHost()

    const heard = await shout(web.port, 'hello\r\n\r\n')

    expect(heard).toContain(`Content-Security-Policy: ${policy('')}\r\n`)
    expect(heard).toContain('X-Frame-Options: DENY\r\n')
  })

  it('says what is wrong as JSON to code and as a page to people', async () => {
    const web = await aWebHost()

    const code = await web.ask({})
    const person = await web.ask({ headers: { Accept: 'text/html,application/xhtml+xml' } })

    expect(code.json()).toEqual({
      refused: 'no-session',
      title: 'This browser is not known here',
      advice: 'Get a fresh address with: hotfolder serve',
    })
    expect(person.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(person.text).toContain('<h1>This browser is not known here</h1>')
  })
})

describe('the page', () => {
  it('comes with a nonce for its styles, another one each time, and none for scripts', async () => {
    const web = await aWebHost()
    writeFileSync(join(web.pages, 'index.html'), '<!doctype html><html><head lang="en"><title>H</title></head></html>')
    const visitor = await web.visitor()

    const replies = [await visitor.ask({}), await visitor.ask({})]

    const nonces = replies.map(
      ({ text }) => /<head lang="en"><meta property="csp-nonce" nonce="([^"]+)">/.exec(text)?.[1],
    )
    expect(new Set(nonces).size).toBe(2)
    for (const [index, reply] of replies.entries()) {
      expect(Buffer.from(nonces[index] ?? '', 'base64')).toHaveLength(16)
      expect(reply.headers['content-security-policy']).toBe(policy(` 'nonce-${nonces[index]}'`))
      expect(reply.headers['cache-control']).toBe('no-store')
    }
  })

  it('has files that are kept for good when their names hold their hash', async () => {
    const web = await aWebHost()
    mkdirSync(join(web.pages, 'assets'))
    writeFileSync(join(web.pages, 'assets', 'app-4f2a.js'), 'hello()')
    writeFileSync(join(web.pages, 'icon.svg'), '<svg/>')
    const visitor = await web.visitor()

    const script = await visitor.ask({ path: '/assets/app-4f2a.js' })
    const icon = await visitor.ask({ path: '/icon.svg' })
    const head = await visitor.ask({ method: 'HEAD', path: '/icon.svg' })

    expect(script.text).toBe('hello()')
    expect(script.headers).toMatchObject({
      ...always,
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'private, max-age=31536000, immutable',
    })
    expect(icon.headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'no-cache' })
    expect([head.status, head.text]).toEqual([200, ''])
  })

  it('has nothing that lies elsewhere, is of no known kind, or is the page by its file', async () => {
    const web = await aWebHost()
    writeFileSync(join(web.place, 'secret.txt'), 'secret')
    symlinkSync(join(web.place, 'secret.txt'), join(web.pages, 'link.txt'))
    writeFileSync(join(web.pages, 'notes'), 'secret')
    writeFileSync(join(web.pages, 'index.html'), 'secret')
    mkdirSync(join(web.pages, 'folder.js'))
    const visitor = await web.visitor()

    for (const path of ['/link.txt', '/notes', '/index.html', '/folder.js', '/nowhere.js']) {
      const reply = await visitor.ask({ path })

      expect(reply.status).toBe(404)
      expect(reply.text).not.toContain('secret')
    }
  })

  it('says how it is built while it is not', async () => {
    const web = await aWebHost()

    const reply = await (await web.visitor()).ask({})

    expect(reply.status).toBe(200)
    expect(reply.text).toContain('npm run build')
  })
})

describe('a command over HTTP', () => {
  it('answers 200 with the outcome, whichever it is', async () => {
    const web = await aWebHost()
    const visitor = await web.visitor()

    const good = await visitor.rpc('listReceipts', { profile: 'studio' })
    const bad = await visitor.rpc('setLimits', { concurrency: 99 })
    const unknown = await visitor.rpc('deleteEverything')

    expect([good.status, bad.status, unknown.status]).toEqual([200, 200, 200])
    expect(good.json()).toEqual({ ok: true, value: { profile: 'studio', limit: 1_000 } })
    expect(bad.json()).toMatchObject({ ok: false, problem: { code: 'invalid-input', where: 'The number at once' } })
    expect(unknown.json()).toEqual({ ok: false, problem: { code: 'command-unknown', name: 'deleteEverything' } })
  })

  it('takes an empty body for an empty input', async () => {
    const visitor = await (await aWebHost()).visitor()

    const reply = await visitor.ask({
      method: 'POST',
      path: '/rpc/snapshot',
      headers: { 'Content-Type': 'application/json' },
    })

    expect(reply.json()).toEqual({ ok: true, value: {} })
  })

  it.each([
    ['no JSON', 400, 'application/json', '{"a":'],
    ['a form', 415, 'application/x-www-form-urlencoded', 'a=1'],
    ['text, as a form of another page could send it', 415, 'text/plain', '{}'],
    ['more than a megabyte', 413, 'application/json', JSON.stringify({ paths: ['x'.repeat(1_000_000)] })],
  ])('is refused with %s', async (_, status, type, body) => {
    const visitor = await (await aWebHost()).visitor()

    const reply = await visitor.ask({ method: 'POST', path: '/rpc/addPhotos', headers: { 'Content-Type': type }, body })

    expect(reply.status).toBe(status)
  })

  it('is refused with more than a megabyte that was not announced', async () => {
    const web = await aWebHost()
    const { headers } = await web.visitor()
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    const lines = Object.entries({ ...headers, 'Content-Type': 'application/json' }).map(
      ([name, value]) => `${name}: ${value}\r\n`,
    )

    const heard = await shout(
      web.port,
      `POST /rpc/snapshot HTTP/1.1\r\nHost: 127.0.0.1:${web.port}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n${lines.join('')}\r\n${chunk.repeat(17)}0\r\n\r\n`,
    )

    expect(heard).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('answers with a problem when its answer throws', async () => {
    const dispatch = createDispatch(
      answersThatEcho({ snapshot: () => Promise.reject(new Error('the ceiling fell down')) }),
    )
    const visitor = await (await aWebHost({ dispatch })).visitor()

    const reply = await visitor.rpc('snapshot')

    expect(reply.json()).toEqual({ ok: false, problem: { code: 'unexpected', detail: 'the ceiling fell down' } })
  })
})
