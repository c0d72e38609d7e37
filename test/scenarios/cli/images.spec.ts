import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LocalCloud } from '../../../main/local-cloud/index.ts'
import { aDesk, type Desk } from './a-desk.ts'
import { putImage, putImages } from './put-image.ts'

let desk: Desk
let cloud: LocalCloud
let env: Record<string, string>
beforeEach(async () => {
  desk = aDesk()
  cloud = await desk.cloud()
  env = await desk.profileFor(cloud)
})
afterEach(() => desk.clear())

type Listed = { id: string; filename: string; private: boolean; uploadedAt: string; metadata: Record<string, unknown> }

const read = <T>(lines: readonly string[]) => lines.map(line => JSON.parse(line) as T)
const person = (args: readonly string[], answers: string[] = []) => desk.inPerson(args, { env, answers })

describe('hotfolder images list', { timeout: 60_000 }, () => {
  it('shows what is on the account, as people, programs and pipes read it', async () => {
    const dune = await putImage(cloud, { name: 'dune.jpg', creator: 'Ada', metadata: { album: 'Wedding', stars: 5 } })
    const sea = await putImage(cloud, { name: 'sea.jpg', private: true, metadata: { album: 'Wedding', stars: 3 } })
    const odd = await putImage(cloud, { name: 'odd\u001b[2J.jpg', creator: 'E\u009bve' })

    const json = await desk.run(['images', 'list', '--json'], { env })
    const plain = await desk.run(['images', 'list'], { env })
    const ids = async (...more: string[]) => (await person(['images', 'list', '--ids', ...more])).lines

    expect(read<Listed>(json.lines)[2]).toEqual({
      id: dune,
      filename: 'dune.jpg',
      uploadedAt: expect.stringMatching(/^\d{4}-.+Z$/) as string,
      private: false,
      links: [`${cloud.deliveryUrl}/${cloud.accountHash}/${dune}/public`],
      creator: 'Ada',
      metadata: { album: 'Wedding', stars: 5 },
    })
    expect(plain.lines).toHaveLength(3)
    expect(plain.out).toContain('odd\\u001b[2J.jpg')
    // oxlint-disable-next-line no-control-regex -- that is the point
    expect(json.out + plain.out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
    expect(await ids()).toEqual([odd, sea, dune])
    expect(await ids('--oldest', '--limit', '2')).toEqual([dune, sea])
    expect(await ids('--creator', 'Ada')).toEqual([dune])
    expect(await ids('--no-creator')).toEqual([sea])
    expect(await ids('--meta', 'album=Wedding', '--meta', 'stars>=4')).toEqual([dune])
    expect(await ids('--meta', 'stars[in]=3|5', '--oldest')).toEqual([dune, sea])
    expect(await ids('--v1', '--creator', 'Ada')).toEqual([dune])
  })

  it('shows a screenful to a person, and everything to a pipe', async () => {
    const ids = await putImages(cloud, 103)
    const screen = await person(['images', 'list'])
    const all = await person(['images', 'list', '--all', '--ids'])
    const pipe = await desk.run(['images', 'list', '--ids'], { env })
    const second = await person(['images', 'list', '--v1', '--page', '2', '--ids'])

    expect(screen.lines).toHaveLength(100)
    expect(screen.errors).toEqual(['These are the first 100. More with --limit N, all with --all.'])
    for (const line of screen.lines) expect(line.length).toBeLessThanOrEqual(80)
    expect(all.lines).toEqual(ids.toReversed())
    expect(pipe.lines).toEqual(ids.toReversed())
    expect(second.lines).toHaveLength(3)
    expect(second.errors).toEqual(['Page 2 is the last.'])
  })
})

describe('hotfolder images search', { timeout: 60_000 }, () => {
  it('looks in the copy on this computer, without a call', async () => {
    const dune = await putImage(cloud, { name: 'dune.jpg', creator: 'Ada', metadata: { album: 'Wedding' } })
    const sea = await putImage(cloud, { name: 'sea.jpg', private: true, metadata: { album: 'Wedding' } })
    const before = await person(['images', 'search', 'wedding'])
    const synced = await person(['sync', '--json'])
    const again = await person(['sync'])
    const calls = cloud.calls()
    const ids = async (...more: string[]) => (await person(['images', 'search', '--ids', ...more])).lines

    expect(before).toMatchObject({ code: 0, lines: [] })
    expect(before.errors).toEqual([
      'The copy on this computer has no such image. Bring it up to date with: hotfolder sync',
    ])
    expect(read(synced.lines)).toMatchObject([{ profile: 'studio', total: 2, added: 2, changed: 0, removed: 0 }])
    expect(again.lines).toEqual(['“studio”: nothing changed; 2 images, 1 call.'])
    expect(await ids('wedding')).toEqual([sea, dune])
    expect(await ids('WEDDING', 'dune')).toEqual([dune])
    expect(await ids('--private')).toEqual([sea])
    expect(await ids('--public', '--creator', 'Ada')).toEqual([dune])
    expect(await ids('--from', '2020-01-01', '--to', '2020-12-31')).toEqual([])
    expect(await ids('--from', '2020-01-01', '--order', 'name')).toEqual([dune, sea])
    expect(await ids('--limit', '1')).toHaveLength(1)
    expect(cloud.calls()).toEqual(calls)
  })
})

describe('one image', { timeout: 60_000 }, () => {
  it('is created at once, told, changed, and gone', async () => {
    const path = await desk.photo('dune.jpg')
    const create = [
      'images',
      'create',
      path,
      '--creator',
      'Ada',
      '--meta',
      'album=Wedding',
      '--meta',
      'stars:=4',
      '--json',
    ]
    const created = await desk.run(create, { env })
    const [{ image } = { image: null }] = read<{ image: Listed }>(created.lines)
    const id = image?.id ?? ''
    const edited = await person([
      'images',
      'edit',
      id,
      '--meta',
      'stars:=5',
      '--unset',
      'album',
      '--no-creator',
      '--json',
    ])
    const got = await person(['images', 'get', id, '--json'])
    const told = await person(['images', 'get', id])
    const deleted = await person(['images', 'delete', id], ['1'])
    const gone = await person(['images', 'get', id])

    expect([created.code, edited.code, got.code, deleted.code]).toEqual([0, 0, 0, 0])
    expect(image).toMatchObject({ filename: 'dune.jpg', creator: 'Ada', metadata: { album: 'Wedding', stars: 4 } })
    expect(read(edited.lines)).toMatchObject([
      { was: id, image: { id, creator: null, metadata: { stars: 5 } }, problem: null },
      { summary: { done: 1, failed: 0, left: 0 } },
    ])
    expect(read<{ image: Listed }>(got.lines)[0]?.image.metadata).not.toHaveProperty('album')
    expect(told.lines[0]).toBe('dune.jpg')
    expect(told.lines.join('\n')).toContain('stars: 5')
    expect(deleted).toMatchObject({ asked: ['Type 1 to delete it: '], lines: ['1 image deleted.'] })
    expect(gone).toMatchObject({ code: 2, lines: [] })
    expect(cloud.images()).toEqual([])
  })

  it('has an id of its own only where it is public', async () => {
    const path = await desk.photo('dune.jpg')
    const refused = await person(['images', 'create', path, '--id', 'wedding/dune', '--private'])
    const created = await person(['images', 'create', path, '--id', 'wedding/dune'])
    const twice = await person(['images', 'create', await desk.photo('sea.jpg'), '--id', 'wedding/dune'])
    const got = await person(['images', 'get', 'wedding/dune', '--json'])

    expect(refused).toMatchObject({ code: 2, lines: [] })
    expect(created.code).toBe(0)
    expect(twice).toMatchObject({ code: 1, errors: [expect.stringContaining('There is already an image') as string] })
    expect(read(got.lines)).toMatchObject([{ image: { id: 'wedding/dune' } }])
    expect(cloud.images()).toHaveLength(1)
  })

  it('gets a new id with its access, and receipts and links follow', async () => {
    const path = await desk.photo('dune.jpg')
    await desk.run(['upload', path], { env })
    const was = cloud.images()[0]?.id ?? ''
    const unasked = await desk.run(['images', 'edit', was, '--private'], { env })
    const untouched = cloud.images()
    const hidden = await person(['images', 'edit', was, '--private'], ['1'])
    const is = cloud.images()[0]?.id ?? ''
    const [receipt] = read<{ imageId: string; links: string[] }>((await person(['receipts', '--json'])).lines)
    const shut = await fetch(receipt?.links[0] ?? '')
    const shown = await person(['images', 'edit', is, '--public', '--confirm', '1', '--json'])
    const [{ image } = { image: null }] = read<{ image: Listed & { links: string[] } }>(shown.lines)

    expect(unasked).toMatchObject({ code: 2, out: '' })
    expect(unasked.err).toContain('links handed out until now stop working')
    expect(untouched.map(one => one.id)).toEqual([was])
    expect(is).not.toBe(was)
    expect(hidden.lines).toEqual([`${was} → ${is}`, '1 image changed.'])
    expect(receipt).toMatchObject({ imageId: is, links: [expect.stringContaining(is) as string] })
    expect(shut.status).toBe(403)
    expect((await fetch(image?.links[0] ?? '')).status).toBe(200)
  })

  it('once deleted stays in the receipts as gone, and its photo may be sent again by hand', async () => {
    const path = await desk.photo('dune.jpg')
    await desk.inPipe(['upload', path], { env })
    const first = cloud.images()[0]?.id ?? ''
    await person(['images', 'delete', first], ['1'])
    const receipts = await desk.inPipe(['receipts'], { env })
    const [ended] = read<{ endedAt?: string }>((await desk.inPipe(['receipts', '--json'], { env })).lines)
    const again = await desk.inPipe(['upload', path, '--json'], { env })

    expect(receipts.lines).toEqual([expect.stringContaining('gone from the account since') as string])
    expect(ended?.endedAt).toMatch(/^\d{4}-.+Z$/)
    expect(read(again.lines)).toMatchObject([{ state: 'delivered' }, { summary: { delivered: 1, duplicate: 0 } }])
    expect(cloud.images()).toMatchObject([{ filename: 'dune.jpg', draft: false }])
    expect(cloud.images()[0]?.id).not.toBe(first)
  })

  it('is sent by somebody else through a one-time link', async () => {
    const made = await person([
      'images',
      'upload-url',
      '--creator',
      'Bob',
      '--meta',
      'album=Guests',
      '--expires',
      '10m',
      '--json',
    ])
    const [{ imageId, uploadUrl, expiresAt } = { imageId: '', uploadUrl: '', expiresAt: '' }] = read<{
      imageId: string
      uploadUrl: string
      expiresAt: string
    }>(made.lines)
    const awaited = await person(['images', 'get', imageId])
    const form = new FormData()
    form.set(
      'file',
      new Blob([new Uint8Array(readFileSync(await desk.photo('guest.jpg')))], { type: 'image/jpeg' }),
      'guest.jpg',
    )
    const sent = await fetch(uploadUrl, { method: 'POST', body: form })
    const got = await person(['images', 'get', imageId, '--json'])
    const plain = await desk.run(['images', 'upload-url'], { env })

    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 600_000)).toBeLessThan(60_000)
    expect(awaited).toMatchObject({ code: 1, errors: [expect.stringContaining('no photo has arrived') as string] })
    expect(sent.status).toBe(200)
    expect(read(got.lines)).toMatchObject([
      { image: { filename: 'guest.jpg', creator: 'Bob', metadata: { album: 'Guests' } } },
    ])
    // Only the link, so that a script can take it.
    expect(plain.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/upload\/\S+\n$/)
    expect(plain.err).toContain(`curl -F file=@photo.jpg '${plain.out.trim()}'`)
  })

  it('of the local cloud in this home is told to be there only while that runs', async () => {
    const local = (...args: string[]) => desk.inPerson([...args, '--profile', 'local'])
    const created = await local('images', 'create', await desk.photo('dune.jpg'))
    const id = (await local('images', 'list', '--ids')).lines[0] ?? ''
    const opened = await local('images', 'open', id)
    const uploadUrl = await local('images', 'upload-url')

    const words = 'Links of the local cloud work while it runs: hotfolder local-cloud'
    expect(created.errors).toEqual([words])
    expect(uploadUrl.errors.at(-1)).toBe(words)
    expect(opened).toMatchObject({ code: 1, lines: [expect.stringContaining(id) as string] })
    expect(opened.errors).toEqual([
      'It was not opened: the local cloud serves it only while it runs. Start it with: hotfolder local-cloud',
    ])
  })

  it('opens in the browser, signed where it is private', async () => {
    const id = await putImage(cloud, { private: true })
    const bin = desk.at('xdg-open')
    writeFileSync(bin, `#!/bin/sh\nprintf '%s' "$*" > '${desk.at('opened')}'\n`)
    chmodSync(bin, 0o755)
    const screen = { ...env, PATH: `${desk.at()}:${process.env['PATH'] ?? ''}`, DISPLAY: ':0' }

    const opened = await desk.run(['images', 'open', id], { env: screen })
    const bare = await desk.run(['images', 'open', id], { env })
    const unknown = await desk.run(['images', 'open', id, '--variant', 'nosuch'], { env: screen })

    expect(opened.code).toBe(0)
    const link = readFileSync(desk.at('opened'), 'utf8')
    expect(opened.out).toBe(`Opened ${link}\n`)
    expect((await fetch(link)).status).toBe(200)
    expect(bare).toMatchObject({ code: 1, err: 'It was not opened: there is no screen to show it on\n' })
    expect((await fetch(bare.out.trim())).status).toBe(200)
    expect(unknown).toMatchObject({ code: 2, err: 'There is no variant “nosuch”. See: hotfolder variants list\n' })
  })
})
