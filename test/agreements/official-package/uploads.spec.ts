import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toFile } from 'cloudflare'
import { expect, it, onTestFinished } from 'vitest'
import { look } from './delivered.ts'
import { anAnimation, anSvg, aPicture, asFile } from './pictures.ts'
import { atEveryPlace } from './places.ts'
import { answerOf, verdictOf } from './answer.ts'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

atEveryPlace('an upload', account => {
  it('of a file gives a public image with links', async () => {
    const { client, account_id, site } = account()
    const file = asFile(await aPicture(), 'Düne ☀.jpg')

    const image = await client.images.v1.create({ account_id, file })

    expect(image).toMatchObject({ id: expect.stringMatching(uuid), filename: 'Düne ☀.jpg', requireSignedURLs: false })
    expect(image).not.toHaveProperty('draft')
    expect(image.creator ?? null).toBeNull()
    expect(image.meta ?? {}).toEqual({})
    expect(image.uploaded).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/)
    expect(Math.abs(Date.parse(image.uploaded ?? '') - site.now())).toBeLessThan(600_000)
    expect(image.variants?.some(link => link.endsWith(`/${image.id}/public`))).toBe(true)
  })

  it('keeps whose it is and what is said about it, with numbers as numbers', async () => {
    const { upload, run } = account()
    const metadata = { run, shoot: 'dünes', nr: 7, sold: false, place: { name: 'Merzouga' } }

    const image = await upload({ creator: run, metadata: JSON.stringify(metadata), requireSignedURLs: true })

    expect(image).toMatchObject({ creator: run, meta: metadata, requireSignedURLs: true })
  })

  it('takes metadata spread over fields, where everything is text', async () => {
    const { upload, get, expectChosen, run } = account()

    const { id } = await upload({ metadata: { run, a: { b: ['c', 1, true] } } })

    const { meta } = await get(id)
    expectChosen('metadata spread over bracketed fields', meta, { run, a: { b: ['c', '1', 'true'] } })
  })

  it('sees by the bytes what a file without a type is', async () => {
    const { client, account_id, tags, expectChosen } = account()
    const bytes = await aPicture()
    const path = await aFileOf(bytes)
    const create = async (file: Parameters<typeof toFile>[0]) =>
      client.images.v1.create({ account_id, metadata: tags(), file: await toFile(await file, 'dune.jpg') })

    expectChosen('an untyped buffer', await verdictOf(create(bytes)), 'accepted')
    expectChosen('an untyped stream', await verdictOf(create(createReadStream(path))), 'accepted')
  })

  it.each([
    ['png', 'image/png', () => aPicture({ format: 'png' })],
    ['webp', 'image/webp', () => aPicture({ format: 'webp' })],
    ['gif', 'image/gif', anAnimation],
    ['svg', 'image/svg+xml', () => Promise.resolve(anSvg)],
  ] as const)('takes %s', async (ending, type, make) => {
    const { upload } = account()

    const image = await upload({ file: asFile(await make(), `dune.${ending}`, type) })

    expect(image.filename).toBe(`dune.${ending}`)
  })

  it('of the same bytes twice gives two images', async () => {
    const { upload } = account()
    const file = asFile(await aPicture())

    const [one, other] = [await upload({ file }), await upload({ file })]

    expect(one.id).not.toBe(other.id)
  })

  it('refuses a creator that is too long', async () => {
    const { upload, expectRefused } = account()

    const answer = await answerOf(upload({ creator: 'x'.repeat(1025) }))

    expectRefused(answer, { status: 400, unconfirmed: 'a creator of 1025 characters', perhaps: true })
  })

  it('takes 1024 bytes of metadata and no more', async () => {
    const { upload, run, expectRefused } = account()
    const sized = (bytes: number) => {
      const frame = JSON.stringify({ run, pad: '' })
      return JSON.stringify({ run, pad: 'x'.repeat(bytes - frame.length) })
    }

    const image = await upload({ metadata: sized(1024) })
    const answer = await answerOf(upload({ metadata: sized(1025) }))

    expect(JSON.stringify(image.meta)).toHaveLength(1024)
    expectRefused(answer, { status: 400, code: 5400, unconfirmed: '1025 bytes of metadata' })
  })

  it('refuses metadata that is empty or no JSON', async () => {
    const { upload, expectRefused } = account()

    const empty = await answerOf(upload({ metadata: '' }))
    const words = await answerOf(upload({ metadata: 'sand' }))

    expectRefused(empty, { status: 400, code: 5400, unconfirmed: 'status of an empty metadata part' })
    expectRefused(words, { status: 400, code: 5400, unconfirmed: 'metadata that is no JSON', perhaps: true })
  })

  it('needs a file or an address, and not both', async () => {
    const { client, account_id, site, expectRefused, tags } = account()
    const both = { account_id, metadata: tags(), file: asFile(await aPicture()), url: site.sources.picture }

    const empty = await answerOf(client.images.v1.create({ account_id }))
    const neither = await answerOf(client.images.v1.create({ account_id, metadata: tags() }))
    const twofold = await answerOf(client.images.v1.create(both))

    expectRefused(empty, { status: 400, code: 5400, unconfirmed: 'a form of its end alone' })
    expectRefused(neither, { status: 400, code: 5400, unconfirmed: 'neither file nor url' })
    expectRefused(twofold, { status: 400, code: 5400, unconfirmed: 'both file and url', perhaps: true })
  })
})

atEveryPlace('an upload under a custom id', account => {
  it('is found, delivered and deleted under it, slashes and all', async () => {
    const { client, account_id, upload, get, run, site } = account()
    const id = `${run}/wüste/100% sand.jpg`

    const image = await upload({ id })

    expect(image.id).toBe(id)
    await expect.poll(async () => (await get(id)).id, site.patience).toBe(id)
    const link = image.variants.find(one => one.endsWith('/public')) ?? ''
    await expect.poll(async () => (await look(link)).sides, site.patience).toEqual([64, 48])
    expect(await client.images.v1.delete(id, { account_id })).toEqual({})
  })

  it('is refused when the id is taken, by an image or by a draft', async () => {
    const { upload, reserve, run, attempts, expectRefused, expectChosen } = account()
    await upload({ id: `${run}/image` })
    await reserve({ id: `${run}/draft` })

    const tries = await attempts(async () => {
      for (const id of ['image', 'draft'])
        expectRefused(await answerOf(upload({ id: `${run}/${id}` })), { status: 409, code: 5409 })
    })

    // The package tries a 409 three times unless it is told that this leads nowhere.
    expectChosen('attempts at two taken ids', tries, 2)
  })

  it('is refused for a private image', async () => {
    const { upload, run, expectRefused } = account()

    const answer = await answerOf(upload({ id: `${run}/secret`, requireSignedURLs: true }))

    expectRefused(answer, { status: 400, code: 5410, unconfirmed: 'status of a private image with a custom id' })
  })

  it.each([
    ['a UUID', () => randomUUID()],
    ['the name of another kind of file', (run: string) => `${run}/dune.txt`],
    ['a slash at its start', (run: string) => `/${run}`],
    ['a slash at its end', (run: string) => `${run}/`],
    ['more than 1024 characters', (run: string) => run + 'x'.repeat(1024)],
  ])('is refused for %s', async (what, idFor) => {
    const { upload, run, expectRefused } = account()

    const answer = await answerOf(upload({ id: idFor(run) }))

    expectRefused(answer, { status: 400, code: 5411, unconfirmed: `a custom id that is or has ${what}` })
  })

  it('takes the longest one', async () => {
    const { upload, run } = account()
    const id = run.padEnd(1024, 'x')

    expect((await upload({ id })).id).toBe(id)
  })
})

async function aFileOf(bytes: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'an-upload-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const path = join(folder, 'dune.jpg')
  await writeFile(path, bytes)
  return path
}
