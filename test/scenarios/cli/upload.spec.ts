import { createHash } from 'node:crypto'
import { readFileSync, renameSync } from 'node:fs'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDesk, type Desk, firstHalfOf, readJsonLines } from './a-desk.ts'

let desk: Desk
beforeEach(() => {
  desk = aDesk()
})
afterEach(() => desk.clear())

describe('hotfolder upload', { timeout: 60_000 }, () => {
  it('ends every file of a folder in exactly one state, with links that serve it', async () => {
    const cloud = await desk.cloud()
    const env = await desk.profileFor(cloud)
    const dune = await desk.photo('dune.jpg')
    await desk.photo('sea.jpg')
    desk.file('dune copy.jpg', readFileSync(dune))
    desk.file('broken.jpg', firstHalfOf(dune))
    desk.file('letter.jpg', 'Dear Ms Baker')
    desk.file('empty.jpg', '')
    desk.file('.DS_Store', 'x')

    const ended = await desk.run(['upload', 'photos', '--json'], { env })

    const { photos, count, summary } = readJsonLines(ended)
    expect(ended.code).toBe(1)
    expect(count).toBe(6)
    expect(summary).toEqual({ delivered: 2, duplicate: 1, held: 3, failed: 0, cancelled: 0, ignored: 1 })
    expect(photos.get('sea.jpg')?.state).toBe('delivered')
    expect(new Set([photos.get('dune.jpg')?.state, photos.get('dune copy.jpg')?.state])).toEqual(
      new Set(['delivered', 'duplicate']),
    )
    expect(photos.get('broken.jpg')).toMatchObject({ state: 'held', problem: { code: 'damaged' }, links: [] })
    expect(photos.get('letter.jpg')).toMatchObject({ state: 'held', problem: { code: 'not-an-image' } })
    expect(photos.get('empty.jpg')).toMatchObject({ state: 'held', problem: { code: 'empty' } })
    for (const photo of photos.values()) {
      expect(Object.keys(photo)).toEqual(['path', 'state', 'imageId', 'sha256', 'bytes', 'links', 'problem'])
      if (photo.state !== 'delivered' && photo.state !== 'duplicate') continue
      expect(photo.sha256).toBe(createHash('sha256').update(readFileSync(photo.path)).digest('hex'))
      const served = await fetch(photo.links[0] ?? '')
      const { width, height } = await sharp(await served.arrayBuffer()).metadata()
      expect([width, height]).toEqual([320, 200])
    }
    expect(cloud.images().filter(image => !image.draft)).toHaveLength(2)
  })

  it('ends with 0 when all is delivered, and again when all was delivered before', async () => {
    await desk.photo('dune.jpg')
    const first = await desk.run(['upload', 'photos/dune.jpg', '--json'])

    const second = await desk.run(['upload', 'photos', '--json'])

    expect([first.code, second.code]).toEqual([0, 0])
    expect(readJsonLines(first).summary).toMatchObject({ delivered: 1, duplicate: 0 })
    expect(readJsonLines(second).summary).toMatchObject({ delivered: 0, duplicate: 1 })
  })

  it('prints lines without control characters where no person looks', async () => {
    await desk.photo('dune.jpg')
    renameSync(await desk.photo('odd.jpg'), desk.at('photos', 'odd\u001b[31m\nname.jpg'))

    const { code, out, err } = await desk.run(['upload', 'photos'])

    expect(code).toBe(0)
    expect(out).toMatch(/^Delivered {10}.*dune\.jpg {2}\d+\.\d kB {2}http:\/\/127\.0\.0\.1:\d+\/.+\/public$/m)
    expect(out).toContain('odd\\u001b[31m\\u000aname.jpg')
    // oxlint-disable-next-line no-control-regex -- that is the point
    expect(out + err).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })

  it('says what is missing, sends the rest, and ends with 1', async () => {
    await desk.photo('dune.jpg')

    const ended = await desk.run(['upload', 'nowhere.jpg', 'photos/dune.jpg', '--json'])

    expect(ended.code).toBe(1)
    expect(ended.err).toContain(`There is nothing at ${desk.at('nowhere.jpg')}. Check the spelling of the path.`)
    const { photos, summary } = readJsonLines(ended)
    expect(photos.get('nowhere.jpg')).toMatchObject({ state: 'failed', problem: { code: 'path-unknown' } })
    expect(summary).toMatchObject({ delivered: 1, failed: 1 })
  })

  it('ends with 2 when there is nothing to send at all', async () => {
    const ended = await desk.run(['upload', 'nowhere.jpg', 'elsewhere'])

    expect(ended.code).toBe(2)
    expect(ended.err.trim().split('\n')).toHaveLength(2)
    expect(ended.out).toBe('')
  })

  it('tells a program the same of what is missing', async () => {
    const ended = await desk.run(['upload', 'nowhere.jpg', '--json'])

    expect(ended.code).toBe(2)
    expect(readJsonLines(ended)).toMatchObject({ count: 1, summary: { delivered: 0, failed: 1 } })
  })

  it('counts a file once that is named twice', async () => {
    await desk.photo('dune.jpg')

    const ended = await desk.run(['upload', 'photos/dune.jpg', 'photos', '--json'])

    expect(ended.code).toBe(0)
    expect(readJsonLines(ended)).toMatchObject({ count: 1, summary: { delivered: 1, duplicate: 0 } })
  })

  it('sends an empty folder as nothing', async () => {
    const ended = await desk.run(['upload', 'photos', '--json'])

    expect(ended.code).toBe(0)
    expect(ended.lines).toEqual([
      JSON.stringify({ summary: { delivered: 0, duplicate: 0, held: 0, failed: 0, cancelled: 0, ignored: 0 } }),
    ])
  })

  it('names a wrong token on every photo, and goes on once there is a good one', async () => {
    const cloud = await desk.cloud()
    const env = await desk.profileFor(cloud)
    await desk.photo('dune.jpg')
    await desk.photo('sea.jpg')

    const refused = await desk.run(['upload', 'photos', '--json'], { env: { HOTFOLDER_API_TOKEN: 'wrong' } })
    const accepted = await desk.run(['upload', 'photos', '--json'], { env })

    expect(refused.code).toBe(1)
    expect(readJsonLines(refused).summary).toMatchObject({ failed: 2 })
    for (const photo of readJsonLines(refused).photos.values())
      expect(photo.problem).toMatchObject({
        code: 'token-rejected',
        title: expect.stringContaining('studio') as string,
      })
    expect(refused.out + refused.err).not.toContain(cloud.token)
    expect(accepted.code).toBe(0)
    expect(readJsonLines(accepted).summary).toMatchObject({ delivered: 2 })
    expect(cloud.images()).toHaveLength(2)
  })

  it('names a wrong account id', async () => {
    const cloud = await desk.cloud()
    const env = await desk.profileFor(cloud, '0'.repeat(32))
    await desk.photo('dune.jpg')

    const ended = await desk.run(['upload', 'photos', '--json'], { env })

    expect(ended.code).toBe(1)
    expect(readJsonLines(ended).photos.get('dune.jpg')).toMatchObject({
      state: 'failed',
      problem: { code: expect.stringMatching(/^(account-unknown|token-rejected)$/) as string },
    })
  })

  it('stops cleanly on Ctrl-C, and the next run goes on without sending anything twice', async () => {
    const cloud = await desk.cloud({ faults: [{ kind: 'latency', ms: 150 }] })
    const env = await desk.profileFor(cloud)
    const names = Array.from({ length: 24 }, (_, n) => `photo ${n}.jpg`)
    for (const name of names) await desk.photo(name)

    const first = desk.start(['upload', 'photos', '--json'], { env })
    await first.says('"delivered"')
    first.child.kill('SIGINT')
    const stopped = await first.ended
    cloud.faults.set([])
    const second = await desk.run(['upload', 'photos', '--json'], { env })

    expect(stopped.code).toBe(130)
    expect(stopped.err).toContain('Stopped; the next run goes on.')
    expect(readJsonLines(stopped).count).toBeLessThan(24)
    expect(second.code).toBe(0)
    expect(readJsonLines(second).count).toBe(24)
    const kept = cloud.images().filter(image => !image.draft)
    expect(kept).toHaveLength(24)
    expect(new Set(kept.map(image => image.filename))).toEqual(new Set(names))
  })

  it('ends quietly when nobody reads any more', async () => {
    const cloud = await desk.cloud({ faults: [{ kind: 'latency', ms: 100 }] })
    const env = await desk.profileFor(cloud)
    for (let n = 0; n < 12; n++) await desk.photo(`photo ${n}.jpg`)

    const run = desk.start(['upload', 'photos', '--json'], { env })
    await run.says('"delivered"')
    run.child.stdout?.destroy()
    const ended = await run.ended

    expect(ended.err).toBe('')
    expect(ended.code).toBe(1)
  })
})
