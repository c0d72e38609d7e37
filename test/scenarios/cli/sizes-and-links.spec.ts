import sharp from 'sharp'
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

const read = <T>(lines: readonly string[]) => lines.map(line => JSON.parse(line) as T)
const person = (args: readonly string[], ...answers: string[]) => desk.inPerson(args, { env, answers })
const link = (id: string, variant: string) => `${cloud.deliveryUrl}/${cloud.accountHash}/${id}/${variant}`
const status = async (url: string) => (await fetch(url)).status

describe('hotfolder variants', { timeout: 60_000 }, () => {
  it('lists, creates, changes and deletes sizes, and images are served in them', async () => {
    const id = await putImage(cloud)
    const hidden = await putImage(cloud, { private: true })
    const create = ['variants', 'create', 'thumb', '--fit', 'cover', '--width', '30', '--height', '20']
    const created = await desk.run([...create, '--browser-ttl', '2d', '--always-public'], { env })
    const twice = await person(create)
    const listed = await person(['variants', 'list'])
    const thumb = await sharp(await bytesOf(link(id, 'thumb'))).metadata()
    const edited = await person(['variants', 'edit', 'thumb', '--width', '20', '--no-browser-ttl', '--json'])
    const got = await person(['variants', 'get', 'thumb', '--json'])
    const open = await status(link(hidden, 'thumb'))
    const shut = await status(link(hidden, 'public'))
    const wrong = await person(['variants', 'delete', 'thumb'], 'yes')
    const alone = await desk.inPipe(['variants', 'delete', 'thumb'], { env })
    const still = await status(link(id, 'thumb'))
    const deleted = await person(['variants', 'delete', 'thumb'], 'thumb')
    const builtIn = await desk.inPipe(['variants', 'delete', 'public', '--confirm', 'public'], { env })

    expect(created).toMatchObject({
      code: 0,
      out: 'thumb  cover  30 × 20  metadata none · browsers keep it 2d · always public\n',
    })
    expect(twice).toMatchObject({ code: 1, errors: [expect.stringContaining('already a variant “thumb”') as string] })
    expect(listed.lines).toHaveLength(3)
    expect(listed.lines.at(-1)).toBe('2 of 100 variants.')
    expect([thumb.width, thumb.height]).toEqual([30, 20])
    expect(edited.errors).toEqual(['Every page that shows “thumb” changes with it, as browsers ask for it again.'])
    const options = { fit: 'cover', width: 20, height: 20, metadata: 'none', blur: null, browserTtlSeconds: null }
    expect(read(edited.lines)).toEqual([{ id: 'thumb', options, alwaysPublic: true }])
    expect(got.lines).toEqual(edited.lines)
    expect([open, shut]).toEqual([200, 403])
    expect([wrong.code, alone.code, still]).toEqual([2, 2, 200])
    expect(wrong.asked).toEqual(['Type thumb to delete it: '])
    expect(deleted).toMatchObject({ code: 0, lines: ['“thumb” is deleted.'] })
    expect(await status(link(id, 'thumb'))).toBe(403)
    expect(builtIn).toMatchObject({ code: 1, errors: [expect.anything(), expect.anything(), expect.anything()] })
    expect((await person(['variants', 'list'])).lines.at(-1)).toBe('1 of 100 variants.')
  })

  it('lets sizes be written into links, or not', async () => {
    const id = await putImage(cloud)
    const before = await status(link(id, 'w=20,fit=cover'))
    const on = await person(['variants', 'flexible', 'on'])
    const during = await sharp(await bytesOf(link(id, 'w=20'))).metadata()
    const off = await person(['variants', 'flexible', 'off'])

    expect([on.code, off.code]).toEqual([0, 0])
    expect(before).not.toBe(200)
    expect(during.width).toBe(20)
    expect(await status(link(id, 'w=20,fit=cover'))).not.toBe(200)
  })
})

describe('hotfolder sign and keys', { timeout: 60_000 }, () => {
  it('signs links that work, in their order, until the key is gone', async () => {
    const ids = await putImages(cloud, 3, { private: true })
    await person(['keys', 'create', 'client-a'])
    const input = [ids[2], JSON.stringify({ id: ids[0] }), link(ids[1] ?? '', 'public')].join('\n')
    const signed = await desk.run(['sign', '-', '--key', 'client-a', '--expires', '12h'], { env, input })
    const unsigned = await status(link(ids[0] ?? '', 'public'))
    const works = await Promise.all(signed.lines.map(status))
    const wrong = await person(['keys', 'delete', 'client-a'], 'client-b')
    const deleted = await person(['keys', 'delete', 'client-a', '--json'], 'client-a')

    expect(signed.code).toBe(0)
    expect(signed.lines.map(url => new URL(url).pathname.split('/')[2])).toEqual([ids[2], ids[0], ids[1]])
    expect(signed.err).toMatch(/^They work until \d{4}-\d\d-\d\d \d\d:\d\d/)
    expect(unsigned).toBe(403)
    expect(works).toEqual([200, 200, 200])
    expect(wrong).toMatchObject({ code: 2, asked: ['Type client-a to delete it: '] })
    expect(wrong.errors).toEqual([
      'Every link on “studio” signed with “client-a” stops working.',
      'Nothing was deleted.',
    ])
    expect(read(deleted.lines)).toEqual([{ name: 'default' }])
    expect(await Promise.all(signed.lines.map(status))).toEqual([403, 403, 403])
  })

  it('reads dates as days of this computer, and says so', async () => {
    const id = await putImage(cloud, { private: true })
    const year = new Date().getFullYear() + 1
    const day = await person(['sign', id, '--expires', `${year}-12-24`, '--json'])
    const time = await person(['sign', id, '--expires', `${year}-12-24T18:00`, '--json'])
    const usual = await person(['sign', id, '--json'])
    const unknown = await person(['sign', id, '--variant', 'nosuch'])
    const noKey = await person(['sign', id, '--key', 'nosuch'])

    const expiryOf = ({ lines }: { lines: string[] }) => read<{ expiresAt: string }>(lines)[0]?.expiresAt ?? ''
    expect(expiryOf(day)).toBe(new Date(year, 11, 24, 23, 59, 59).toISOString())
    expect(day.errors).toEqual([`It works until ${year}-12-24 23:59, the end of that day (this computer's clock).`])
    expect(expiryOf(time)).toBe(new Date(year, 11, 24, 18).toISOString())
    expect(Math.abs(Date.parse(expiryOf(usual)) - Date.now() - 7 * 86_400_000)).toBeLessThan(60_000)
    expect(read(usual.lines)).toMatchObject([{ imageId: id, url: expect.stringContaining('&sig=') as string }])
    expect([unknown.code, noKey.code]).toEqual([2, 2])
  })

  it('has always one key: the last one is replaced, and no value is ever shown', async () => {
    const created = await desk.run(['keys', 'create', 'second', '--json'], { env })
    const last = async (name: string) => person(['keys', 'delete', name], name)
    const first = await last('default')
    const second = await last('second')
    const listed = await person(['keys', 'list', '--json'])

    expect(read(created.lines)).toEqual([{ name: 'default' }, { name: 'second' }])
    expect(first.lines).toEqual(['second'])
    expect(second.errors).toContain('It is the last key: the service makes a fresh one in its place.')
    expect(read(listed.lines)).toEqual([{ name: 'default' }])
  })
})

describe('hotfolder stats', { timeout: 60_000 }, () => {
  it('says how full the account is', async () => {
    await putImages(cloud, 2)

    expect((await person(['stats'])).lines).toEqual(['2 of 100,000 images (0.0 %)'])
    expect((await person(['stats', '--json'])).lines).toEqual(['{"current":2,"allowed":100000}'])
  })
})

async function bytesOf(url: string): Promise<Buffer> {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
  return Buffer.from(await answer.arrayBuffer())
}
