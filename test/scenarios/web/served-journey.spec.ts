import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type EndedPhoto, FeedEvent, type Outcome, type SentDrop, Snapshot } from '../../../preload/contract/index.ts'
import { makePhoto } from '../../fixtures/make-photo.ts'
import { until } from '../../unit/adapters/until.ts'
import type { Listener } from '../../unit/hosts/web/listen.ts'
import { aCloud } from '../../unit/local-cloud/a-cloud.ts'
import { aServedHome, type ServedHome, valueOf } from './a-served-home.ts'

const endedIn = (listener: Listener): EndedPhoto[] =>
  listener.messages
    .filter(({ event }) => event === 'message')
    .map(({ data }) => FeedEvent.parse(JSON.parse(data)).news)
    .flatMap(news => (news.kind === 'photoEnded' ? [news.photo] : []))

async function drop(home: ServedHome, files: Record<string, Uint8Array>, how: unknown = {}): Promise<SentDrop> {
  const id = randomUUID()
  for (const [name, body] of Object.entries(files)) {
    const put = await home.asks({ method: 'PUT', path: `/drop/${id}/${encodeURIComponent(name)}`, body })
    expect(put.json()).toMatchObject({ ok: true, value: { name } })
  }
  const sent = await home.asks({
    method: 'POST',
    path: `/drop/${id}/send`,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(how),
  })
  return valueOf(sent.json() as Outcome<SentDrop>)
}

describe('a page and its engine', { timeout: 60_000 }, () => {
  it('bring dropped photos to links that work', async () => {
    await using home = await aServedHome()
    const listener = await home.listen()
    const photo = await makePhoto({ seed: 1, width: 640, height: 480 })

    await drop(home, { 'dune ♥.jpg': photo, 'notes.jpg': new Uint8Array([1, 2, 3]) })
    await until('both have ended', () => endedIn(listener).length === 2, 30_000)

    const ended = new Map(endedIn(listener).map(one => [one.state, one]))
    expect([...ended.keys()].toSorted()).toEqual(['delivered', 'held'])
    const [link = ''] = ended.get('delivered')?.links ?? []
    const delivered = await sharp(Buffer.from(await (await fetch(link)).arrayBuffer())).metadata()
    expect([delivered.width, delivered.height]).toEqual([640, 480])
    const [receipt] = valueOf(await home.call('listReceipts', {})).receipts
    expect(receipt?.name).toBe('dune ♥.jpg')
    const inbox = join(home.running.home, 'inbox')
    const [left = ''] = readdirSync(inbox)
    expect(readdirSync(join(inbox, left)).toSorted()).toEqual(['2', 'sent.json'])
  })

  it('look at a drop before it is sent: what is held has its picture, and goes when it is dismissed', async () => {
    await using home = await aServedHome()
    const photo = await makePhoto({ seed: 1, width: 640, height: 480 })
    const tiff = await sharp(photo).tiff().toBuffer()

    const { batch } = await drop(home, { 'dune.jpg': photo, 'dune.tif': tiff }, { staged: true })
    const sheet = async () => valueOf(await home.call('stagedBatch', { batch }))
    await until('all is judged', async () => (await sheet()).complete, 30_000)
    const judged = await sheet()
    const [held] = valueOf(await home.call('listKnown', { verdict: 'held' })).photos
    const picture = await home.asks({ path: `/photos/known/${held?.id}?v=${held?.sha256}` })
    valueOf(await home.call('dismissKnown', { ids: [held?.id ?? ''] }))
    valueOf(await home.call('sendStaged', { batch }))
    const inbox = join(home.running.home, 'inbox')
    await until('it is delivered', () => readdirSync(inbox).length === 0, 30_000)

    expect(judged).toMatchObject({
      ready: { count: 1, names: ['dune.jpg'] },
      held: [{ rule: 'format-not-accepted', count: 1, names: ['dune.tif'] }],
    })
    expect((await sharp(picture.body).metadata()).format).toBe('jpeg')
    expect(valueOf(await home.call('listReceipts', {})).receipts).toHaveLength(1)
    expect(JSON.stringify([judged, held])).not.toContain(home.place)
  })

  it('show its photos: from this computer while they wait, from the account once they are there', async () => {
    await using home = await aServedHome()
    const listener = await home.listen()
    valueOf(await home.call('pauseQueue', {}))
    const photo = await makePhoto({ seed: 2, width: 640, height: 480 })
    await drop(home, { 'dune.jpg': photo })
    await until('it is queued', () => listener.messages.some(({ data }) => data.includes('"kind":"queued"')), 30_000)
    const [job] = valueOf(await home.call('listJobs', {})).jobs

    const thumbnail = await home.asks({ path: `/photos/thumbnail/${job?.id}?v=${job?.sha256}` })
    const original = await home.asks({ path: `/photos/original/${job?.id}` })
    valueOf(await home.call('resumeQueue', {}))
    await until('it is delivered', () => endedIn(listener).length === 1, 30_000)
    const [ended] = endedIn(listener)
    const image = await home.asks({ path: `/photos/image/local/${ended?.imageId}?variant=public` })

    expect((await sharp(thumbnail.body).metadata()).format).toBe('jpeg')
    expect(thumbnail.headers['cache-control']).toBe('private, max-age=31536000, immutable')
    expect(original.body.equals(photo)).toBe(true)
    expect((await sharp(image.body).metadata()).width).toBe(640)
    expect((await home.asks({ path: `/photos/original/${job?.id}` })).status).toBe(404)
  })

  it('show private photos too', async () => {
    await using home = await aServedHome()
    const listener = await home.listen()
    await drop(
      home,
      { 'dune.jpg': await makePhoto({ seed: 3, width: 640, height: 480 }) },
      { sending: { private: true } },
    )
    await until('it is delivered', () => endedIn(listener).length === 1, 30_000)
    const [ended] = endedIn(listener)

    const image = await home.asks({ path: `/photos/image/local/${ended?.imageId}?variant=public` })

    expect((await fetch(ended?.links[0] ?? '')).status).toBe(403)
    expect(image.status).toBe(200)
    expect((await sharp(image.body).metadata()).width).toBe(640)
  })

  it('agree on what happened, by the snapshot and the events after it', async () => {
    await using home = await aServedHome()
    const snapshot = Snapshot.parse(valueOf(await home.call('snapshot', {})))
    mkdirSync(join(home.photos, 'wedding'))

    valueOf(await home.call('addFolder', { path: join(home.photos, 'wedding') }))
    const listener = await home.listen(`/events?since=${snapshot.revision}`)
    valueOf(await home.call('pauseQueue', {}))
    await until('the pause is told', () => listener.messages.some(({ data }) => data.includes('queueChanged')))

    const revisions = listener.revisions()
    expect(revisions[0]).toBe(snapshot.revision + 1)
    expect(revisions).toEqual(revisions.map((_, index) => snapshot.revision + 1 + index))
    expect(listener.messages.some(({ data }) => data.includes('folderChanged'))).toBe(true)
  })

  it('follow a folder chosen from the list, and no other', async () => {
    await using home = await aServedHome()
    const listener = await home.listen()
    mkdirSync(join(home.photos, 'wedding'))
    writeFileSync(join(home.photos, 'wedding', 'dune.jpg'), await makePhoto({ seed: 4 }))
    const places = (await home.asks({ path: `/places?in=${encodeURIComponent(home.photos)}` })).json()

    const inside = await home.call('addFolder', { path: join(home.photos, 'wedding') })
    const outside = await home.call('addFolder', { path: home.place })
    const folder = valueOf(inside)
    valueOf(await home.call('crawlFolder', { folder: folder.id }))
    await until('its photo has ended', () => endedIn(listener).length > 0, 30_000)

    expect(places).toMatchObject({ value: { folders: [{ name: 'wedding', path: join(home.photos, 'wedding') }] } })
    expect(outside).toEqual({ ok: false, problem: { code: 'path-outside', path: home.place } })
    expect(endedIn(listener)[0]).toMatchObject({ state: 'delivered' })
  })

  it('keep secrets from the page: no token and no key is in anything it gets', async () => {
    const token = 'Kq7-not-for-any-page_0123456789abcdefghi'
    const cloud = await aCloud({ token })
    await using home = await aServedHome()
    const listener = await home.listen()
    const account = { kind: 'cloudflare', accountId: cloud.accountId, baseUrl: cloud.baseUrl } as const

    valueOf(await home.call('addProfile', { name: 'studio', account, token }))
    valueOf(await home.call('useProfile', { profile: 'studio' }))
    valueOf(await home.call('verifyProfile', {}))
    await drop(home, { 'dune.jpg': await makePhoto({ seed: 5 }) }, { sending: { private: true } })
    await until('it is delivered', () => endedIn(listener).length === 1, 30_000)
    const image = endedIn(listener)[0]?.imageId ?? ''
    valueOf(await home.call('createSigningKey', { key: 'for-clients' }))
    valueOf(await home.call('listSigningKeys', {}))
    const expiresAt = Date.now() + 3_600_000
    valueOf(await home.call('signLinks', { links: [{ image, variant: 'public' }], key: 'for-clients', expiresAt }))
    valueOf(await home.call('listVariants', {}))
    valueOf(await home.call('syncLibrary', {}))
    valueOf(await home.call('searchLibrary', {}))
    valueOf(await home.call('getImage', { image }))
    valueOf(await home.call('snapshot', {}))
    await home.call('replaceToken', { profile: 'studio', token: 'too short' })
    await home.call('listImages', {})
    for (const path of ['/', '/places', `/photos/image/studio/${image}?variant=public`, '/nothing'])
      await home.asks({ path })

    const keys = (await cloud.call('GET', '/v1/keys')).result['keys'] as { name: string; value: string }[]
    const told = [...home.answers, ...listener.messages.map(({ data }) => data)].join('\n')
    expect(keys.length).toBeGreaterThan(1)
    expect(told).toContain('for-clients')
    for (const secret of [token, ...keys.map(key => key.value)]) {
      expect(secret.length).toBeGreaterThan(20)
      expect(told.includes(secret)).toBe(false)
    }
  })
})
