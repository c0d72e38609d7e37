import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createFeed } from '../../../../main/engine/feed.ts'
import { createDispatch } from '../../../../main/hosts/dispatch.ts'
import type { PhotoSources } from '../../../../main/hosts/web/photo-sources.ts'
import type { Outcome } from '../../../../preload/contract/index.ts'
import { startWebHost, type WebHostOptions } from '../../../../main/hosts/web/index.ts'
import { answersThatEcho } from '../answers-that-echo.ts'
import { ask, type Asking, type Reply } from './ask.ts'

/** A folder of a test's own, by its real path; gone when the test ends. */
export function aPlace(): string {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'hotfolder-web-')))
  onTestFinished(() => rmSync(place, { recursive: true, force: true, maxRetries: 5 }))
  return place
}

const unknown: Outcome<never> = { ok: false, problem: { code: 'image-unknown', imageId: '' } }

export const noPhotos: PhotoSources = {
  job: () => null,
  known: () => null,
  image: async () => unknown,
  thumbnail: async () => unknown,
  original: async () => unknown,
}

export type AWebHost = Awaited<ReturnType<typeof aWebHost>>

/** A web host on a free port, over a feed of its own and commands that echo what reached them. */
export async function aWebHost(over: Partial<WebHostOptions> = {}) {
  const place = aPlace()
  const [home, photos, pages] = ['home', 'photos', 'pages'].map(name => join(place, name)) as [string, string, string]
  for (const folder of [home, photos, pages]) mkdirSync(folder)
  const feed = createFeed(error => logged.push(String(error)))
  const logged: string[] = []
  const started = await startWebHost({
    home,
    dispatch: createDispatch(answersThatEcho()),
    feed,
    port: 0,
    roots: [photos],
    pages,
    photos: noPhotos,
    trials: {
      picture: async () => ({ ok: false, problem: { code: 'image-unknown', imageId: '' } }),
      measure: async () => ({ ok: false, problem: { code: 'image-unknown', imageId: '' } }),
      flexible: async () => ({ ok: true, value: null }),
    },
    jobAt: () => undefined,
    isDismissed: () => false,
    sharedAt: () => 'not',
    picks: () => [],
    log: (what, error) => logged.push(`${what}: ${String(error)}`),
    ...over,
  })
  if (!started.ok) throw new Error(started.problem.code)
  const host = started.value
  onTestFinished(() => host.close())
  const { port } = host
  const origin = `http://127.0.0.1:${port}`

  const enter = (url: string, headers: Record<string, string> = {}) =>
    ask(port, { path: url.slice(origin.length), headers })

  return {
    host,
    port,
    origin,
    place,
    home,
    photos,
    pages,
    feed,
    logged,
    enter,
    ask: (asking: Asking): Promise<Reply> => ask(port, asking),
    /** A browser that was let in: its cookie, and requests as its page makes them. */
    async visitor() {
      const [cookie = ''] = (await enter(host.freshUrl())).headers['set-cookie'] ?? []
      const headers = { Cookie: cookie.split(';', 1)[0] ?? '', Origin: origin, 'Sec-Fetch-Site': 'same-origin' }
      const asks = (asking: Asking) => ask(port, { ...asking, headers: { ...headers, ...asking.headers } })
      return {
        headers,
        ask: asks,
        rpc: (name: string, input: unknown = {}) =>
          asks({
            method: 'POST',
            path: `/rpc/${name}`,
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(input),
          }),
      }
    },
  }
}
