import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createDispatch } from '../../../../main/hosts/dispatch.ts'
import type { Answers } from '../../../../preload/contract/index.ts'
import { until } from '../../adapters/until.ts'
import { answersThatEcho } from '../answers-that-echo.ts'
import { shout } from './ask.ts'
import { aPlace, aWebHost } from './a-web-host.ts'

const drop = '5c1c7a9e-9f3e-4d0f-8c55-0d8f2b1f6a11'
const closed = { ok: false, problem: { code: 'drop-closed', drop } }

type Added = Parameters<Answers['addPhotos']>[0]

/** A host whose engine takes whatever it is given, and knows the profiles `local`, the active one, and `studio`. */
async function aDropHost() {
  const added: Added[] = []
  const profiles = ['local', 'studio'].map(name => ({ name, active: name === 'local' }))
  const answers = answersThatEcho({
    snapshot: async () => ({ ok: true, value: { profiles } as never }),
    addPhotos: async input => {
      added.push(input)
      return { ok: true, value: { batch: `batch ${added.length}` } }
    },
  })
  const web = await aWebHost({ dispatch: createDispatch(answers) })
  const visitor = await web.visitor()
  return {
    web,
    visitor,
    added,
    inbox: join(web.home, 'inbox'),
    put: (name: string, body: string | Uint8Array, query = '') =>
      visitor.ask({ method: 'PUT', path: `/drop/${drop}/${encodeURIComponent(name)}${query}`, body }),
    send: (how: unknown = {}) =>
      visitor.ask({
        method: 'POST',
        path: `/drop/${drop}/send`,
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(how),
      }),
  }
}

describe('files dropped on a page', () => {
  it('arrive whole under their own names, and reach the engine as paths the page never sees', async () => {
    const host = await aDropHost()

    const replies = [
      await host.put('dune.jpg', 'one'),
      await host.put('dune.jpg', 'two'),
      await host.put('a % ü #.jpg', ''),
    ]
    const sent = await host.send({ profile: 'studio', sending: { private: true }, order: 'name' })

    expect(replies.map(reply => reply.json())).toEqual([
      { ok: true, value: { file: 1, name: 'dune.jpg', bytes: 3 } },
      { ok: true, value: { file: 2, name: 'dune.jpg', bytes: 3 } },
      { ok: true, value: { file: 3, name: 'a % ü #.jpg', bytes: 0 } },
    ])
    expect(sent.json()).toEqual({ ok: true, value: { batch: 'batch 1' } })
    const paths = [join('1', 'dune.jpg'), join('2', 'dune.jpg'), join('3', 'a % ü #.jpg')]
    expect(host.added).toEqual([
      {
        paths: paths.map(path => join(host.inbox, drop, path)),
        profile: 'studio',
        sending: { private: true },
        order: 'name',
      },
    ])
    expect(host.added[0]?.paths.map(path => readFileSync(path, 'utf8'))).toEqual(['one', 'two', ''])
    for (const reply of [...replies, sent]) expect(reply.text).not.toContain(host.inbox)
  })

  it('keep the time of their photo, by which the newest go first', async () => {
    const host = await aDropHost()

    await host.put('dune.jpg', 'one', '?modified=1700000000123')
    await host.put('odd.jpg', 'one', '?modified=yesterday')

    expect(statSync(join(host.inbox, drop, '1', 'dune.jpg')).mtimeMs).toBeCloseTo(1_700_000_000_123, -1)
    expect(Date.now() - statSync(join(host.inbox, drop, '2', 'odd.jpg')).mtimeMs).toBeLessThan(60_000)
  })

  it('are for this person only', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')

    const paths = [
      host.inbox,
      join(host.inbox, drop),
      join(host.inbox, drop, '1'),
      join(host.inbox, drop, '1', 'dune.jpg'),
    ]

    expect(paths.map(path => statSync(path).mode & 0o077)).toEqual([0, 0, 0, 0])
  })

  it('may wait for the word to be sent', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')

    const sent = await host.send({ staged: true })

    expect(sent.json()).toEqual({ ok: true, value: { batch: 'batch 1' } })
    expect(host.added[0]?.staged).toBe(true)
  })

  it('go to the account that is the active one at that moment, by name', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')

    await host.send()

    expect(host.added[0]?.profile).toBe('local')
  })

  it('are sent once', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')

    const [first, second] = await Promise.all([host.send(), host.send()])
    const late = await host.put('late.jpg', 'two')

    expect([first, second].filter(reply => (reply.json() as { ok: boolean }).ok)).toHaveLength(1)
    expect(late.json()).toEqual(closed)
    expect((await host.send()).json()).toEqual(closed)
    expect(host.added).toHaveLength(1)
  })

  it('can be sent after all when the first try did not work', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')

    const unknown = await host.send({ profile: 'nobody' })
    const wrong = await host.send({ order: 'biggest' })
    const sent = await host.send()

    expect(unknown.json()).toEqual({ ok: false, problem: { code: 'profile-unknown', profile: 'nobody' } })
    expect(wrong.json()).toMatchObject({ ok: false, problem: { code: 'invalid-input', where: 'The order' } })
    expect(sent.json()).toMatchObject({ ok: true })
  })

  it('wait for those still arriving', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')
    const { headers } = host.visitor
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const slow = connect(host.web.port, '127.0.0.1')
    slow.write(
      `PUT /drop/${drop}/slow.jpg HTTP/1.1\r\nHost: 127.0.0.1:${host.web.port}\r\n${lines.join('')}Content-Length: 3\r\n\r\nt`,
    )
    await until('it has begun to arrive', () => existsSync(join(host.inbox, drop, '2.part')))

    const sendings = [host.send(), host.send()]
    // One of them waits, the other is told that it came too late.
    expect((await Promise.race(sendings)).json()).toEqual(closed)
    for (let n = 0; n < 50; n += 1) await host.visitor.rpc('snapshot')
    expect(host.added).toEqual([])
    slow.write('wo')
    await Promise.all(sendings)
    slow.destroy()

    expect(host.added[0]?.paths.map(path => readFileSync(path, 'utf8'))).toEqual(['one', 'two'])
  })

  it('leave nothing behind when they break off', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')
    const lines = Object.entries(host.visitor.headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const slow = connect(host.web.port, '127.0.0.1')
    slow.write(
      `PUT /drop/${drop}/slow.jpg HTTP/1.1\r\nHost: 127.0.0.1:${host.web.port}\r\n${lines.join('')}Content-Length: 9\r\n\r\nhalf`,
    )
    await until('it has begun to arrive', () => existsSync(join(host.inbox, drop, '2.part')))

    slow.destroy()
    await until('it is gone', () => !existsSync(join(host.inbox, drop, '2.part')))
    await host.send()

    expect(readdirSync(join(host.inbox, drop)).toSorted()).toEqual(['1', 'sent.json'])
    expect(host.added[0]?.paths).toHaveLength(1)
  })

  it('must say their size', async () => {
    const host = await aDropHost()
    const lines = Object.entries(host.visitor.headers).map(([name, value]) => `${name}: ${value}\r\n`)

    const heard = await shout(
      host.web.port,
      `PUT /drop/${drop}/a.jpg HTTP/1.1\r\nHost: 127.0.0.1:${host.web.port}\r\n${lines.join('')}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n`,
    )

    expect(heard).toMatch(/^HTTP\/1\.1 411 /)
    expect(readdirSync(host.inbox)).toEqual([])
  })

  it('may have 200 MB, and no byte more', async () => {
    const host = await aDropHost()

    const refused = await host.put('huge.tif', Buffer.alloc(200_000_001))

    expect(refused.json()).toEqual({
      ok: false,
      problem: { code: 'dropped-file-too-large', name: 'huge.tif', bytes: 200_000_001, limit: 200_000_000 },
    })
    expect(readdirSync(host.inbox)).toEqual([])
  })

  it('are refused in a way that a browser hears, which listens only when it has said all', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')
    await host.send()
    const body = Buffer.alloc(100_000_000)
    const lines = Object.entries(host.visitor.headers).map(([name, value]) => `${name}: ${value}\r\n`)
    const socket = connect(host.web.port, '127.0.0.1')
    socket.pause()
    socket.write(
      `PUT /drop/${drop}/a.jpg HTTP/1.1\r\nHost: 127.0.0.1:${host.web.port}\r\n${lines.join('')}Connection: close\r\nContent-Length: ${body.length}\r\n\r\n`,
    )

    await new Promise<void>((resolve, reject) => socket.write(body, error => (error ? reject(error) : resolve())))
    let heard = ''
    for await (const text of socket.setEncoding('utf8')) heard += String(text)

    expect(heard).toMatch(/^HTTP\/1\.1 200 /)
    expect(heard).toContain('drop-closed')
  })

  it('can be given up before they are sent', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')

    const givenUp = await host.visitor.ask({ method: 'DELETE', path: `/drop/${drop}` })

    expect(givenUp.json()).toEqual({ ok: true, value: {} })
    expect(readdirSync(host.inbox)).toEqual([])
    expect((await host.send()).json()).toEqual(closed)
  })

  it('cannot be given up after', async () => {
    const host = await aDropHost()
    await host.put('dune.jpg', 'one')
    await host.send()

    const givenUp = await host.visitor.ask({ method: 'DELETE', path: `/drop/${drop}` })

    expect(givenUp.json()).toEqual(closed)
    expect(readdirSync(join(host.inbox, drop)).toSorted()).toEqual(['1', 'sent.json'])
  })

  it('belong to a drop with a proper name', async () => {
    const host = await aDropHost()

    for (const name of ['drop', drop.toUpperCase(), `${drop}x`, '...'])
      expect((await host.visitor.ask({ method: 'PUT', path: `/drop/${name}/a.jpg`, body: 'a' })).status).toBe(404)
    expect(readdirSync(host.inbox)).toEqual([])
  })

  it('need a place: without one the host does not begin', async () => {
    const place = aPlace()
    writeFileSync(join(place, 'inbox'), 'no folder')

    await expect(aWebHost({ home: place })).rejects.toThrow('home-unusable')
  })
})
