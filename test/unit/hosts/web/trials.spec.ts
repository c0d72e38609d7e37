import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createTrials } from '../../../../main/hosts/web/trial/create-trials.ts'
import type { PhotoSources } from '../../../../main/hosts/web/photo-sources.ts'
import { fitPhoto, type Outcome } from '../../../../preload/contract/index.ts'
import { makePhoto } from '../../../fixtures/make-photo.ts'
import { until } from '../../adapters/until.ts'
import { aPlace, aWebHost } from './a-web-host.ts'

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

type Wish = {
  /** Is the file it was sent from still here? */
  isHere?: boolean
  bytes?: Buffer
  mostBytes?: { originals: number; renditions: number }
  delivered?: PhotoSources['image']
}

/** A host that knows the images `dune`, sent from a file here, and `sea-1`, `sea-2` …, which must be fetched. */
async function aHostWithTrials({ isHere = true, bytes, mostBytes, delivered }: Wish = {}) {
  const place = aPlace()
  const dune = bytes ?? (await makePhoto({ seed: 1, width: 600, height: 400 }))
  const path = join(place, 'dune.jpg')
  if (isHere) writeFileSync(path, dune)
  const { size, mtimeMs } = isHere ? statSync(path) : { size: dune.length, mtimeMs: 1 }
  const fetched: string[] = []
  const trials = createTrials({
    folder: join(place, 'trials'),
    originalOf: ({ profile, image }) =>
      profile === 'local' && image === 'dune'
        ? { stamp: { path, size, mtimeMs }, type: 'image/jpeg', sha256: hashOf(dune), thumbnail: '' }
        : null,
    imageOf: () => undefined,
    async keepOriginal({ profile, image, folder }) {
      if (profile !== 'local' || !/^(dune|sea-\d)$/.test(image))
        return { ok: false, problem: { code: 'image-unknown', imageId: image } }
      fetched.push(image)
      const kept = image === 'dune' ? dune : await makePhoto({ seed: Number(image.at(-1)), width: 300, height: 500 })
      const at = join(folder, `${image}.jpg`)
      writeFileSync(at, kept)
      const proof = { proof: 'identical', wasThere: false } as const
      return { ok: true, value: { imageId: image, path: at, bytes: kept.length, sha256: hashOf(kept), ...proof } }
    },
    delivered: delivered ?? (async () => ({ ok: false, problem: { code: 'offline', host: 'nowhere' } })),
    now: () => 1_000,
    ...(mostBytes === undefined ? {} : { mostBytes }),
  })
  const web = await aWebHost({ trials })
  return { web, visitor: await web.visitor(), path, place, fetched, dune, trials }
}

const address = (image: string, options: string) => `/photos/trial/local/${image}?${options}`

describe('a photo tried out', () => {
  it('is shown as unsaved options would serve it', async () => {
    const { visitor } = await aHostWithTrials()

    const reply = await visitor.ask({ path: address('dune', 'fit=cover&width=150&height=150&metadata=none') })

    expect(reply.status).toBe(200)
    expect(await sharp(reply.body).metadata()).toMatchObject({ width: 150, height: 150, format: 'jpeg' })
    expect(reply.headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(reply.body.length),
      'cache-control': 'private, no-cache',
      vary: 'Accept',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; sandbox`,
    })
  })

  it('has the size its measures promise, in each fit', async () => {
    const { visitor } = await aHostWithTrials()
    const measured = (await visitor.ask({ path: '/photos/measure/local/dune' })).json()
    expect(measured).toMatchObject({ ok: true, value: { width: 600, height: 400, isFitted: true } })

    for (const fit of ['scale-down', 'contain', 'cover', 'crop', 'pad'] as const) {
      const reply = await visitor.ask({ path: address('dune', `fit=${fit}&width=500&height=450`) })
      const { width, height } = await sharp(reply.body).metadata()

      const { output } = fitPhoto({ width: 600, height: 400 }, { fit, width: 500, height: 450 })
      expect({ width, height }, fit).toEqual(output)
    }
  })

  it('comes in the format the browser takes', async () => {
    const { visitor } = await aHostWithTrials()
    const path = address('dune', 'fit=scale-down&width=80')

    const types = []
    for (const Accept of ['image/avif,image/webp,*/*', 'image/webp,*/*', '*/*'])
      types.push((await visitor.ask({ path, headers: { Accept } })).headers['content-type'])

    expect(types).toEqual(['image/avif', 'image/webp', 'image/jpeg'])
  })

  it('is not sent again to a page that has it, and is another one with other options', async () => {
    const { visitor } = await aHostWithTrials()
    const first = await visitor.ask({ path: address('dune', 'fit=cover&width=50&height=50') })
    const headers = { 'If-None-Match': first.headers.etag ?? '' }

    const again = await visitor.ask({ path: address('dune', 'fit=cover&width=50&height=50'), headers })
    const other = await visitor.ask({ path: address('dune', 'fit=cover&width=51&height=50'), headers })

    expect([again.status, again.text]).toEqual([304, ''])
    expect(other.status).toBe(200)
  })

  it('is rendered once, and read from disk afterwards', async () => {
    const { visitor, place, path } = await aHostWithTrials()
    const asked = address('dune', 'fit=cover&width=50&height=50')
    const first = await visitor.ask({ path: asked })
    const rendered = readdirSync(join(place, 'trials', 'rendered'), { recursive: true, encoding: 'utf8' })
    const file = rendered.find(name => name.endsWith('.jpeg')) ?? ''
    const at = join(place, 'trials', 'rendered', file)
    writeFileSync(at, await makePhoto({ seed: 9, width: 20, height: 20 }))

    const again = await visitor.ask({ path: asked })

    expect(existsSync(path)).toBe(true)
    expect(again.body.equals(first.body)).toBe(false)
    expect(await sharp(again.body).metadata()).toMatchObject({ width: 20 })
  })

  it.each([
    ['another image', '/photos/trial/local/other?fit=cover'],
    ['an image of another account', '/photos/trial/studio/dune?fit=cover'],
    ['an account that cannot be', '/photos/trial/..local/dune?fit=cover'],
    ['no image at all', '/photos/trial/local/?fit=cover'],
    ['a path', `/photos/trial/local/${encodeURIComponent('../../dune.jpg')}?fit=cover`],
  ])('is known by its account and id alone: %s', async (_, path) => {
    const { visitor, fetched } = await aHostWithTrials()

    const reply = await visitor.ask({ path })

    expect([400, 404]).toContain(reply.status)
    expect(fetched).toEqual([])
  })

  it.each([
    ['', 'fit'],
    ['fit=squeeze', 'fit'],
    ['fit=cover&width=0', 'width'],
    ['fit=cover&width=12001', 'width'],
    ['fit=cover&height=1e3', 'height'],
    ['fit=cover&height=-5', 'height'],
    ['fit=cover&blur=251', 'blur'],
    ['fit=cover&metadata=all', 'metadata'],
  ])('is refused with options no variant may have: %j', async (options, field) => {
    const { visitor } = await aHostWithTrials()

    const reply = await visitor.ask({ path: address('dune', options) })

    expect(reply.status).toBe(400)
    expect(reply.json()).toMatchObject({ problem: { code: 'invalid-input' } })
    expect(reply.text.toLowerCase()).toContain(field)
  })

  it('is refused by name where it would be larger than anything that is served', async () => {
    const { visitor } = await aHostWithTrials()

    const reply = await visitor.ask({ path: address('dune', 'fit=cover&width=12000&height=12000') })

    expect(reply.status).toBe(502)
    expect(reply.json()).toMatchObject({ problem: { code: 'request-refused', apiCode: 9413 } })
  })

  it('needs a session like everything else', async () => {
    const { web } = await aHostWithTrials()

    expect((await web.ask({ path: address('dune', 'fit=cover&width=5&height=5') })).status).toBe(403)
  })

  it('gives no path away when its file is no picture', async () => {
    const { visitor, place } = await aHostWithTrials({ bytes: Buffer.from('nothing to see') })

    const reply = await visitor.ask({ path: address('dune', 'fit=cover') })

    expect(reply.json()).toMatchObject({ problem: { code: 'download-damaged' } })
    expect(reply.text).not.toContain(place)
  })
})

describe('the original to try sizes on', () => {
  it('is the file on this computer while it is what was sent', async () => {
    const { visitor, fetched } = await aHostWithTrials()

    await visitor.ask({ path: address('dune', 'fit=cover&width=9&height=9') })

    expect(fetched).toEqual([])
  })

  it('is fetched from the account, once, when the file was changed or is gone', async () => {
    const { visitor, fetched, path } = await aHostWithTrials()
    writeFileSync(path, await makePhoto({ seed: 2, width: 100, height: 900 }))
    utimesSync(path, 5, 5)

    const replies = await Promise.all(
      [9, 10, 11].map(side => visitor.ask({ path: address('dune', `fit=scale-down&width=${side}`) })),
    )

    expect(replies.map(reply => reply.status)).toEqual([200, 200, 200])
    expect(await sharp(replies[0]?.body).metadata()).toMatchObject({ width: 9, height: 6 })
    expect(fetched).toEqual(['dune'])
  })

  it('is only looked for, not fetched, where that is asked', async () => {
    const { visitor, fetched } = await aHostWithTrials()

    const away = await visitor.ask({ path: '/photos/measure/local/sea-1?reach=here' })
    const here = await visitor.ask({ path: '/photos/measure/local/dune?reach=here' })
    expect([away.json(), fetched]).toEqual([{ ok: true, value: null }, []])
    expect(here.json()).toMatchObject({ ok: true, value: { width: 600 } })

    await visitor.ask({ path: '/photos/measure/local/sea-1' })
    const then = await visitor.ask({ path: '/photos/measure/local/sea-1?reach=here' })
    expect([then.json(), fetched]).toMatchObject([{ value: { width: 300, height: 500 } }, ['sea-1']])
  })

  it('takes no more room on the disk than it is given', async () => {
    const one = (await makePhoto({ seed: 1, width: 300, height: 500 })).length
    const { visitor, place } = await aHostWithTrials({ mostBytes: { originals: one * 2.5, renditions: 1e6 } })

    for (const n of [1, 2, 3, 1, 4]) await visitor.ask({ path: `/photos/measure/local/sea-${n}` })

    const kept = readdirSync(join(place, 'trials', 'originals'))
    expect(kept.length).toBeLessThanOrEqual(2)
    expect(kept).toContain('sea-4.jpg')
  })

  it('is not left over for the next run', () => {
    const folder = join(aPlace(), 'trials')
    for (const part of ['originals', 'rendered/old']) mkdirSync(join(folder, part), { recursive: true })
    writeFileSync(join(folder, 'originals', 'old.jpg'), 'old')

    createTrials({
      folder,
      originalOf: () => null,
      imageOf: () => undefined,
      keepOriginal: async () => ({ ok: false, problem: { code: 'offline', host: '' } }),
      delivered: async () => ({ ok: false, problem: { code: 'offline', host: '' } }),
      now: () => 0,
    })

    expect(readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual(['originals', 'rendered'])
  })

  it('is measured as it is served: upright, and drawings as they are', async () => {
    const lying = await aHostWithTrials({
      bytes: await makePhoto({ seed: 1, width: 600, height: 400, orientation: 6 }),
    })
    const drawn = await aHostWithTrials({
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0 0h9"/></svg>'),
    })

    const [photo, drawing] = await Promise.all(
      [lying, drawn].map(({ visitor }) => visitor.ask({ path: '/photos/measure/local/dune' })),
    )

    expect(photo?.json()).toMatchObject({ value: { width: 400, height: 600, isFitted: true } })
    expect(drawing?.json()).toMatchObject({ value: { width: 30, height: 20, isFitted: false } })
  })
})

describe('a page that goes on before its pictures have come', () => {
  it('does not have them rendered', async () => {
    const { web, visitor, place } = await aHostWithTrials({
      bytes: await makePhoto({ seed: 1, width: 4000, height: 3000 }),
    })
    const sizes = Array.from({ length: 60 }, (_, at) => 400 + at)
    const asked = sizes.map(width =>
      request({
        host: '127.0.0.1',
        port: web.port,
        path: address('dune', `fit=scale-down&width=${width}`),
        headers: visitor.headers,
        agent: false,
      })
        .on('error', () => {})
        .end(),
    )
    const rendered = () =>
      readdirSync(join(place, 'trials', 'rendered'), { recursive: true, encoding: 'utf8' }).filter(name =>
        name.endsWith('.jpeg'),
      )
    await until('the first picture', () => rendered().length > 0)
    for (const one of asked) one.destroy()

    // Served at once, without waiting for what nobody wants any more.
    expect((await visitor.ask({ path: address('dune', 'fit=scale-down&width=20') })).status).toBe(200)
    expect(rendered().length).toBeLessThan(sizes.length / 2)
  })
})

describe('whether sizes in links are served', () => {
  it.each<[string, Outcome<never> | 'a picture', unknown]>([
    ['a picture comes', 'a picture', { ok: true, value: true }],
    [
      'it is refused for that reason',
      { ok: false, problem: { code: 'service-trouble', status: 403, apiCode: null, detail: 'err=9429' } },
      { ok: true, value: false },
    ],
    [
      'there is no line',
      { ok: false, problem: { code: 'offline', host: 'x' } },
      { ok: false, problem: { code: 'offline', host: 'x' } },
    ],
  ])('is learned from a small one: %s', async (_, answer, told) => {
    const { visitor } = await aHostWithTrials({
      delivered: async ({ variant }) => {
        expect(variant).toBe('w=16')
        if (answer !== 'a picture') return answer
        return { ok: true, value: { type: 'image/jpeg', length: 3, etag: null, bytes: (async function* () {})() } }
      },
    })

    expect((await visitor.ask({ path: '/photos/flexible/local/dune' })).json()).toEqual(told)
  })
})
