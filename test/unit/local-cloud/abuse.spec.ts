import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { type IncomingMessage, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import * as bombs from '../../fixtures/bombs.ts'
import { aCloudApart } from '../../support/a-cloud-apart.ts'
import { aPhoto } from './a-cloud.ts'

const MEGABYTE = 1_048_576
/** For a machine that has much else to do. */
const LONG = 120_000

const space = Buffer.alloc(MEGABYTE, ' ')
const photo = await aPhoto()
const Envelope = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number() })),
  result: z.unknown(),
})
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const asForm = { 'content-type': 'multipart/form-data; boundary=b' }
const asJson = { 'content-type': 'application/json' }
const form = (...bytes: Buffer[]) => [
  Buffer.from('--b\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'),
  ...bytes,
  Buffer.from('\r\n--b--\r\n'),
]

/** Sends a body piece by piece, so that one piece sent often is held once. */
async function pour(method: string, url: string, headers: Record<string, string>, pieces: readonly Buffer[]) {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const outgoing = request(url, { method, headers: { 'content-length': length, ...headers } })
  for (const piece of pieces) outgoing.write(piece)
  outgoing.end()
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage]
  // What happens to a body that was answered before its end is no matter.
  outgoing.on('error', () => undefined)
  let text = ''
  for await (const chunk of incoming) text += String(chunk)
  const { errors, result } = Envelope.parse(JSON.parse(text))
  return { status: incoming.statusCode, code: errors[0]?.code, result }
}

/** A local cloud whose memory is its own, and the calls a wicked client makes to it. */
async function aTarget() {
  const folder = mkdtempSync(join(tmpdir(), 'local-cloud-'))
  const cloud = await aCloudApart({ folder, port: 0, acceptsAvif: true })
  onTestFinished(async () => {
    await cloud.kill()
    rmSync(folder, { recursive: true, force: true })
  })
  const { now: before } = await cloud.memory()
  const api = `${cloud.baseUrl}/accounts/${cloud.accountId}/images`
  const token = { authorization: `Bearer ${cloud.token}` }

  const reserve = async (): Promise<string> => {
    const { result } = await pour('POST', `${api}/v2/direct_upload`, { ...token, ...asJson }, [Buffer.from('{}')])
    return z.object({ uploadURL: z.string() }).parse(result).uploadURL
  }
  const upload = async (...bytes: Buffer[]) => await pour('POST', await reserve(), asForm, form(...bytes))
  const images = async () => (await cloud.images()).filter(image => !image.draft)
  return {
    api,
    token,
    reserve,
    upload,
    images,
    /** The most memory it took over what it had at the start. */
    growth: async () => ((await cloud.memory()).peak - before) / MEGABYTE,
    /** It goes on serving, and nothing of what it refused is left. */
    async expectUnharmed() {
      expect(await upload(photo)).toMatchObject({ status: 200 })
      expect(cloud.isAlive()).toBe(true)
      const kept = (await images()).length
      await expect.poll(() => readdirSync(join(folder, 'originals')).length, { timeout: 10_000 }).toBe(kept)
    },
  }
}

describe('a body of a hundred megabytes', () => {
  it(
    'is refused wherever it is sent, and takes no room',
    async () => {
      const target = await aTarget()
      const { api, token, reserve } = target
      const hundred = times(100, () => space)
      const attacks: [string, string, Record<string, string>, Buffer[], number, number][] = [
        ['POST', await reserve(), asForm, form(...hundred), 413, 5413],
        ['POST', await reserve(), { 'content-type': 'image/jpeg' }, hundred, 415, 5415],
        ['POST', await reserve(), { 'content-type': 'multipart/form-data' }, hundred, 415, 5415],
        ['POST', `${new URL(api).origin}/upload/x/y`, asForm, form(...hundred), 404, 5404],
        ['POST', `${api}/v1`, { ...token, ...asForm }, form(...hundred), 413, 5413],
        ['POST', `${api}/v1`, asForm, form(...hundred), 401, 10000],
        ['POST', `${api}/v1/variants`, { ...token, ...asJson }, hundred, 413, 7011],
        ['POST', `${api}/v2/direct_upload`, { ...token, ...asForm }, form(...hundred), 413, 7011],
        ['DELETE', `${api}/v1/x`, token, hundred, 404, 5404],
      ]

      for (const [method, url, headers, body, status, code] of attacks)
        expect(await pour(method, url, headers, body)).toMatchObject({ status, code })

      expect(await target.growth()).toBeLessThan(100)
      await target.expectUnharmed()
    },
    LONG,
  )
})

describe('a form that is none', () => {
  const part = 'Content-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'

  it('is refused in whatever way it is broken, by either way in', async () => {
    const target = await aTarget()
    const forms = [
      '',
      '--b--',
      '--b',
      'no form',
      `--b\r\n${part}`,
      `--b\r\n${part}x\r\n--b`,
      `--c\r\n${part}x\r\n--c--`,
      `--b\n${part}x\n--b--`,
      '--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--',
      '--b\r\nContent-Disposition: form-data; filename="a.jpg"\r\n\r\nx\r\n--b--',
      `--b\r\n${part}x\r\n--b\r\n${part}y\r\n--b--`,
      `--b\r\nx: ${'h'.repeat(20_000)}\r\n${part}x\r\n--b--`,
      `--b\r\n${part.replace('"file"', '"note"')}x\r\n`.repeat(2000) + '--b--',
      '\r\n-'.repeat(2_000_000),
      '--b\r\n'.repeat(1_000_000),
    ].map(text => Buffer.from(text))

    for (const text of forms) {
      const byUrl = await pour('POST', await target.reserve(), asForm, [text])
      const inOneCall = await pour('POST', `${target.api}/v1`, { ...target.token, ...asForm }, [text])

      expect(byUrl).toMatchObject({ status: 400, code: 5400 })
      expect(inOneCall).toMatchObject({ status: 400, code: 5400 })
    }
    expect(await target.growth()).toBeLessThan(80)
    await target.expectUnharmed()
  })
})

describe('a picture that would burst', () => {
  it(
    'is refused, whatever it is, without being unpacked',
    async () => {
      const target = await aTarget()
      const attacks: [Buffer, number, number][] = [
        [bombs.blackPng(30_000, 30_000), 413, 5413],
        [bombs.blackPng(8, 8, bombs.packedNotes(25)), 422, 9422],
        [bombs.blackPng(8, 8, bombs.smallNotes(100_000)), 422, 9422],
        [bombs.gifOf(5000, 200, 200), 400, 5443],
        [bombs.gifOf(400_000, 20, 20), 400, 5443],
        [await bombs.jpegClaiming(65_500, 65_500), 413, 5413],
        [await bombs.jpegAfter(2_000_000, [0xff, 0xe1, 0, 2]), 422, 9422],
        [await bombs.webpClaiming(16_383, 16_383), 413, 5413],
        [await bombs.avifClaiming(65_535, 65_535), 413, 5413],
        [bombs.laughingSvg(), 422, 9422],
        [bombs.svgOfSize('1000000000', '1000000000'), 413, 5413],
        [bombs.longSvg(2_000_000), 422, 9422],
      ]

      const answers = await Promise.all(attacks.map(([bytes]) => target.upload(bytes)))
      const fine = await target.upload(bombs.usefulSvg(20))

      expect(answers).toMatchObject(attacks.map(([, status, code]) => ({ status, code })))
      expect(fine).toMatchObject({ status: 200 })
      expect(await target.growth()).toBeLessThan(250)
      await target.expectUnharmed()
    },
    LONG,
  )
})

describe('two hundred uploads at once', () => {
  it(
    'of five megabytes each are all stored whole, in little room',
    async () => {
      const target = await aTarget()
      const filling = Buffer.alloc(5_000_000 - photo.length - 4, 'photo')
      const begun = createHash('sha256').update(photo).update(filling)
      const endings = times(200, index => Buffer.from(String(index).padStart(4, '0')))
      const urls = await Promise.all(endings.map(() => target.reserve()))

      const answers = await Promise.all(
        endings.map((ending, index) => pour('POST', urls[index] ?? '', asForm, form(photo, filling, ending))),
      )
      const kept = await target.images()

      expect(answers.filter(({ status }) => status !== 200)).toEqual([])
      expect(new Set(kept.map(image => image.bytes))).toEqual(new Set([5_000_000]))
      expect(kept.map(image => image.sha256).toSorted()).toEqual(
        endings.map(ending => begun.copy().update(ending).digest('hex')).toSorted(),
      )
      expect(await target.growth()).toBeLessThan(250)
      await target.expectUnharmed()
    },
    LONG,
  )
})
