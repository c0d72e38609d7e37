import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { makePhoto } from '../fixtures/make-photo.ts'
import { aCloudApart, type CloudApart } from '../support/a-cloud-apart.ts'

/** The long runs are `npm run torture`; every test run has a short one. */
const isLong = process.env['HOTFOLDER_TORTURE'] === 'long'
const kills = isLong ? 100 : 10
const hands = 12

const original = await makePhoto({ seed: 1, bytesAtLeast: 150_000 })
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const Answer = z.object({ result: z.object({ id: z.string(), uploadURL: z.string().optional() }) })

/** What a client knows of one photo. `id`: null once a line broke over a change of it. */
type Photo = { hash: string; id: string | null; fate: 'sent' | 'stored' | 'deleting' | 'deleted' }

/** The calls of all clients of one cloud, over all its lives; each throws when the line breaks. */
function aClient({ baseUrl, accountId, accountHash, deliveryUrl, token }: CloudApart, photos: Photo[]) {
  const api = `${baseUrl}/accounts/${accountId}/images`
  const call = async (method: string, url: string, body?: string | FormData, more: Record<string, string> = {}) => {
    const headers = { authorization: `Bearer ${token}`, ...more }
    const response = await fetch(url, { method, headers, ...(body !== undefined && { body }) })
    if (!response.ok) throw new Error(`answered ${response.status}: ${await response.text()}`)
    return response
  }
  const asJson = { 'content-type': 'application/json' }
  const resultOf = async (response: Response) => Answer.parse(await response.json()).result
  const one = (id: string) => `${api}/v1/${encodeURIComponent(id)}`

  /** A photo of its own in a form, with these fields. */
  const aForm = (fields: Record<string, string> = {}) => {
    const bytes = Buffer.concat([original, Buffer.from(randomUUID())])
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new File([bytes], 'photo.jpg', { type: 'image/jpeg' }))
    const photo: Photo = { hash: sha256(bytes), id: null, fate: 'sent' }
    photos.push(photo)
    return { form, photo }
  }
  const uploadTo = async (url: string, fields: Record<string, string> = {}) => {
    const { form, photo } = aForm(fields)
    const { id } = await resultOf(await call('POST', url, form))
    Object.assign(photo, { id, fate: 'stored' })
  }
  /** Nobody else touches a photo while one client is at it. */
  const take = (isWanted: (id: string) => boolean) => {
    const photo = photos.find(({ id, fate }) => fate === 'stored' && id !== null && isWanted(id))
    const id = photo?.id ?? ''
    if (photo) photo.id = null
    return photo && { photo, id }
  }

  return {
    async uploadByUrl() {
      const { uploadURL = '' } = await resultOf(await call('POST', `${api}/v2/direct_upload`, '{}', asJson))
      await uploadTo(uploadURL)
    },
    uploadInOneCall: () => uploadTo(`${api}/v1`, { id: `shoot/${randomUUID()}.jpg` }),
    /** A change of access gives an image a new id. */
    async changeAccess() {
      const taken = take(id => !id.startsWith('shoot/'))
      if (!taken) return
      const now = await resultOf(await call('PATCH', one(taken.id), '{"requireSignedURLs":true}', asJson))
      taken.photo.id = now.id === taken.id ? null : now.id
    },
    async deleteOne() {
      const taken = take(() => true)
      if (!taken) return
      taken.photo.fate = 'deleting'
      await call('DELETE', one(taken.id))
      taken.photo.fate = 'deleted'
    },
    /** Uploads to what is left of a reservation made in an earlier life. */
    finish: (id: string) => uploadTo(`${deliveryUrl}/upload/${accountHash}/${encodeURIComponent(id)}`),
    hashOf: async (id: string) => sha256(await (await call('GET', `${one(id)}/blob`)).bytes()),
  }
}

/** Keeps everybody busy until the line breaks, each beginning with something else. Tells of every task that ended. */
async function work(client: ReturnType<typeof aClient>, hand: number, onDone: () => void): Promise<void> {
  const tasks = [client.uploadByUrl, client.uploadInOneCall, client.changeAccess, client.deleteOne]
  for (let turn = hand; ; turn += 1) {
    await tasks[turn % tasks.length]?.()
    onDone()
  }
}

/** No image without its bytes, no bytes without their image, no word that was not kept. */
async function expectHonest(cloud: CloudApart, photos: readonly Photo[]): Promise<void> {
  const folder = join(cloud.folder, 'originals')
  const kept = await cloud.images()
  const images = kept.filter(image => !image.draft)
  const hashes = images.map(image => image.sha256)
  const onDisk = readdirSync(folder).map(name => sha256(readFileSync(join(folder, name))))
  const of = (...fates: Photo['fate'][]) => photos.filter(({ fate }) => fates.includes(fate))
  const stored = new Map(of('stored').map(({ id, hash }) => [id, hash]))

  expect(onDisk.toSorted()).toEqual(hashes.toSorted())
  expect(new Set(hashes).size).toBe(hashes.length)
  expect(of('stored').filter(({ hash }) => !hashes.includes(hash))).toEqual([])
  expect(of('deleted').filter(({ hash }) => hashes.includes(hash))).toEqual([])
  expect(hashes.filter(hash => !photos.some(photo => photo.hash === hash))).toEqual([])
  expect(kept.filter(({ id, sha256 }) => stored.has(id) && stored.get(id) !== sha256)).toEqual([])
}

describe(`a local cloud killed ${kills} times at random moments`, () => {
  it(
    'of uploads, changes and deletes keeps its word, every image its bytes and no bytes without an image',
    async () => {
      const folder = aFolder()
      const options = { folder, port: 0, token: 'for-this-test' }
      const photos: Photo[] = []

      for (let run = 0; run < kills; run += 1) {
        const cloud = await aCloudApart(options)
        await expectHonest(cloud, photos)
        const client = aClient(cloud, photos)
        let left = Math.random() * 60
        const killLast = () => void ((left -= 1) < 0 && setTimeout(() => void cloud.kill(), Math.random() * 20))
        await Promise.allSettled(Array.from({ length: hands }, (_, hand) => work(client, hand, killLast)))
        expect(await cloud.ended).toMatchObject({ signal: 'SIGKILL' })
      }

      const last = await aCloudApart(options)
      onTestFinished(() => void last.kill())
      await expectHonest(last, photos)
      const client = aClient(last, photos)
      const drafts = (await last.images()).filter(image => image.draft)
      for (const { id } of drafts) await client.finish(id)
      await expectHonest(last, photos)
      for (const { id, sha256 } of await last.images()) expect(await client.hashOf(id)).toBe(sha256)

      expect(drafts.length).toBeGreaterThan(0)
      expect(photos.filter(({ fate }) => fate === 'stored').length).toBeGreaterThan(kills)
      expect(photos.filter(({ fate }) => fate === 'deleted').length).toBeGreaterThan(kills / 2)
    },
    isLong ? 1_200_000 : 120_000,
  )

  it('of its very first start, begins as if nothing had been', async () => {
    const folder = aFolder()
    const options = { folder, port: 0, token: 'for-this-test' }
    const photos: Photo[] = []

    for (let start = 0; start < kills / 2; start += 1)
      await aCloudApart(options, { killAfterMs: 100 + Math.random() * 900 }).then(
        cloud => cloud.kill(),
        () => undefined,
      )
    const cloud = await aCloudApart(options)
    onTestFinished(() => void cloud.kill())
    await aClient(cloud, photos).uploadByUrl()

    await expectHonest(cloud, photos)
  }, 120_000)
})

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-cloud-kill-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
