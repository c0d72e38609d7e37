import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import Cloudflare, { type ClientOptions } from 'cloudflare'
import { expect } from 'vitest'
import type { Site } from './places.ts'
import { aPicture, asFile } from './pictures.ts'
import { createRecorder } from './recorder.ts'
import { codeIn, type Answer } from './answer.ts'

type Images = Cloudflare['images']
type Image = Awaited<ReturnType<Images['v1']['get']>>
type Upload = Omit<Parameters<Images['v1']['create']>[0], 'account_id'>
type Reserve = Omit<Parameters<Images['v2']['directUploads']['create']>[0], 'account_id'>
/** `unconfirmed`: what it is about, where no source settles how the real service refuses; `perhaps`: nor whether it does. */
type Expected = {
  readonly status: number
  readonly code?: number
  readonly unconfirmed?: string
  readonly perhaps?: true
}
export type Kept = Image & { id: string; variants: string[] }
export type Account = ReturnType<typeof openAccount>

/** An account as one spec file uses it: the official package, marks to know its own things by, and a memory of what it made. */
export function openAccount(site: Site) {
  const recorder = createRecorder(site.pause)
  // Part of every name: short and alphanumeric, so that it fits a signing key.
  const run = `hf${randomBytes(4).toString('hex')}`
  const account_id = site.accountId
  const connect = (options: ClientOptions = {}) =>
    new Cloudflare({
      apiToken: site.token,
      apiKey: null,
      apiEmail: null,
      userServiceKey: null,
      baseURL: site.baseURL,
      fetch: recorder.fetch,
      ...options,
    })
  const client = connect()

  return {
    site,
    run,
    account_id,
    client,
    startedAt: site.now(),
    made: recorder.made,
    oddAnswers: recorder.odd,
    /** The package with other options, listened to as well. */
    connect,
    /** Path of a call the package has no method for. */
    path: (rest: string) => `/accounts/${account_id}/images/${rest}`,
    /** Metadata that bears the mark of this run, as text: so its types survive the form. */
    tags: (more: Record<string, unknown> = {}) => JSON.stringify({ run, ...more }),

    /** Uploads a picture of its own that bears the run's mark. */
    async upload(params: Upload = {}): Promise<Kept> {
      const file = params.file ?? asFile(await aPicture())
      return kept(await client.images.v1.create({ account_id, metadata: JSON.stringify({ run }), ...params, file }))
    },
    async reserve(params: Reserve = {}): Promise<{ id: string; uploadURL: string }> {
      const { id, uploadURL } = await client.images.v2.directUploads.create({
        account_id,
        metadata: JSON.stringify({ run }),
        ...params,
      })
      return id !== undefined && uploadURL !== undefined ? { id, uploadURL } : expect.fail('no id or no upload URL')
    },
    /** Posts a picture to a one-time URL, as a browser would: no token, one form. */
    async send(uploadURL: string, file: File): Promise<Answer & { result: unknown; headers: Headers }> {
      const body = new FormData()
      body.append('file', file)
      const origin = 'https://a-page.example'
      const response = await recorder.fetch(uploadURL, { method: 'POST', body, headers: { origin } })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true
      const { result }: { result?: unknown } = isJson ? JSON.parse(text) : {}
      return { status: response.status, code: codeIn(text), text, result, headers: response.headers }
    },
    get: async (id: string): Promise<Kept> => kept(await client.images.v1.get(id, { account_id })),

    /** Asks again and again until it is so; for hooks, where `expect.poll` is not to be had. */
    async until(isSo: () => Promise<boolean>): Promise<void> {
      const deadline = Date.now() + site.patience.timeout
      while (!(await isSo())) {
        if (Date.now() > deadline) expect.fail('it never came to be')
        await sleep(site.patience.interval)
      }
    },
    /** How many requests this piece of work took. */
    async attempts(work: () => PromiseLike<unknown>): Promise<number> {
      const before = recorder.calls.length
      await work()
      return recorder.calls.length - before
    },

    /** That a call was refused so. Where no source settles how, the real service may choose among 4xx; what it chose is told. */
    expectRefused(answer: Answer, { status, code, unconfirmed, perhaps }: Expected): void {
      if (unconfirmed === undefined || !site.isReal) {
        return expect(answer, answer.text).toMatchObject({ status, ...(code !== undefined && { code }) })
      }
      console.info(`Cloudflare, unconfirmed: ${unconfirmed}: ${answer.status}, ${answer.text}`)
      if (perhaps === true && answer.status === 200) return
      expect(Math.floor((answer.status ?? 0) / 100), unconfirmed).toBe(4)
    },
    /** That something is as we chose. Where the real service may have chosen otherwise, what we saw there is told. */
    expectChosen(about: string, seen: unknown, chosen: unknown): void {
      if (site.isReal) console.info(`Cloudflare, unconfirmed: ${about}: ${JSON.stringify(seen)}`)
      else expect(seen, about).toEqual(chosen)
    },
  }
}

function kept(image: Image): Kept {
  const { id, variants } = image
  return id !== undefined && variants !== undefined
    ? { ...image, id, variants }
    : expect.fail(`no image: ${JSON.stringify(image)}`)
}
