import { mkdirSync, symlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDispatch } from '../../../../main/hosts/dispatch.ts'
import { pathFields } from '../../../../main/hosts/web/paths-within.ts'
import { listeningOf } from '../../../support/listening-of.ts'
import { answersThatEcho } from '../answers-that-echo.ts'
import { aPlace, aWebHost } from './a-web-host.ts'

const isLinux = process.platform === 'linux'

describe('the socket of the web host', () => {
  it.runIf(isLinux)('is one, of the loopback interface, in the tables of the kernel', async () => {
    const { port } = await aWebHost()

    expect(listeningOf(process.pid).filter(address => address.endsWith(`:${port}`))).toEqual([`127.0.0.1:${port}`])
  })

  it.each(['::1', '::ffff:127.0.0.2'])('is not there for %s', async address => {
    const { port } = await aWebHost()

    const tried = new Promise<string>(resolve => {
      const socket = connect(port, address)
      socket.once('connect', () => resolve('connected'))
      socket.once('error', () => resolve('refused'))
    })

    expect(await tried).toBe('refused')
  })
})

/** The least input that holds this text where the path of a command stands. */
const inputWith = (field: string, path: string): unknown =>
  field.split('.').reduceRight<unknown>((inner, step) => (step === '*' ? [inner] : { [step]: inner }), path)

const commandsWithPaths = Object.entries(pathFields).flatMap(([name, fields]) =>
  fields.map(field => [name, field] as const),
)

describe('a command of a page that names a place', () => {
  it.each(commandsWithPaths)(
    'is refused outside the roots, and never reaches the engine: %s, %s',
    async (name, field) => {
      const reached: unknown[] = []
      const dispatch = createDispatch(answersThatEcho())
      const web = await aWebHost({
        dispatch: (command, input) => {
          reached.push(command)
          return dispatch(command, input)
        },
      })
      const visitor = await web.visitor()
      const outside = ['/', '/etc/passwd', web.home, web.place, `${web.photos}/../home`, `${web.photos}2`, '..', '.']

      for (const path of outside) {
        const reply = await visitor.rpc(name, inputWith(field, path))

        expect(reply.json(), path).toEqual({ ok: false, problem: { code: 'path-outside', path } })
      }
      expect(reached).toEqual([])
    },
  )

  it.each(['%2Fetc', '%2e%2e%2fhome', '..%5chome', 'file:///etc', '\\\\server\\share', 'C:\\', '/etc%00/photos'])(
    'takes nothing for a path that is only one once it is decoded: %s',
    async path => {
      const web = await aWebHost()
      const visitor = await web.visitor()

      const ordered = await visitor.rpc('addFolder', { path })
      const listed = await visitor.ask({ path: `/places?in=${encodeURIComponent(path)}` })
      const inside = await visitor.rpc('addFolder', { path: `${web.photos}/${path}` })

      for (const reply of [ordered, listed])
        expect(['path-outside', 'path-unknown']).toContain((reply.json() as { problem: { code: string } }).problem.code)
      expect((inside.json() as { ok: boolean }).ok).toBe(false)
    },
  )
})

describe('a root', () => {
  it('that is itself a link stands for where it leads, under either name, and for nothing beside it', async () => {
    const place = aPlace()
    for (const folder of ['real/photos/wedding', 'real/other']) mkdirSync(join(place, folder), { recursive: true })
    symlinkSync(join(place, 'real/photos'), join(place, 'link'))
    const web = await aWebHost({ roots: [join(place, 'link')] })
    const visitor = await web.visitor()
    const add = async (path: string) => (await visitor.rpc('addFolder', { path: join(place, path) })).json()
    const added = { ok: true, value: { path: join(place, 'real/photos/wedding') } }

    expect(await add('link/wedding')).toMatchObject(added)
    expect(await add('real/photos/wedding')).toMatchObject(added)
    for (const path of ['real', 'real/other', 'link/../real/other'])
      expect(await add(path), path).toMatchObject({ problem: { code: 'path-outside' } })
    expect((await visitor.ask({ path: '/places' })).json()).toMatchObject({
      value: { folders: [{ path: join(place, 'real/photos') }] },
    })
  })

  it('does not widen by a link that is put into it later', async () => {
    const place = aPlace()
    for (const folder of ['photos', 'secret']) mkdirSync(join(place, folder))
    const web = await aWebHost({ roots: [join(place, 'photos')] })
    const visitor = await web.visitor()
    symlinkSync(join(place, 'secret'), join(place, 'photos', 'new'))

    const reply = await visitor.rpc('addFolder', { path: join(place, 'photos', 'new') })

    expect(reply.json()).toMatchObject({ problem: { code: 'path-outside' } })
  })

  it.runIf(isLinux)('is not found by its name in other letters, where letters count', async () => {
    const web = await aWebHost()
    const visitor = await web.visitor()

    const reply = await visitor.rpc('addFolder', { path: join(web.place, 'PHOTOS') })

    expect(reply.json()).toMatchObject({ problem: { code: 'path-outside' } })
  })
})
