import {
  fail,
  type FeedEvent,
  type MeasuredOriginal,
  type Outcome,
  type Places,
  type Problem,
} from '../preload/contract/index.ts'
import { fetchPicture, trialQuery } from './pictures-over-http.ts'
import type { FeedReader, Host } from './state/host.ts'

type Asking = { method?: string; headers?: Record<string, string>; body?: string }
type Refusal = { refused: string; title: string; advice: string }

/** The engine over the loopback web host that served this page. */
export function overHttp(): Host {
  let reader: FeedReader | null = null
  const unreachable = (): Problem => ({ code: 'offline', host: 'Hotfolder' })

  async function ask<T>(path: string, how: Asking): Promise<Outcome<T>> {
    let answer: Response
    try {
      answer = await fetch(path, { ...how, headers: { Accept: 'application/json', ...how.headers } })
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return fail({ code: 'interrupted' })
      // `fetch` says no more than that nobody answered.
      return fail(unreachable())
    }
    return answer.ok ? ((await answer.json()) as Outcome<T>) : fail(await problemOf(answer))
  }

  async function problemOf(answer: Response): Promise<Problem> {
    const { refused, title, advice } = (await answer.json()) as Refusal
    if (refused !== 'no-session') return { code: 'unexpected', detail: `${title}. ${advice}` }
    reader?.ended()
    return unreachable()
  }

  const post = <T>(path: string, body: unknown) =>
    ask<T>(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) })

  return {
    call: (name, input) => post(`/rpc/${name}`, input),
    follow(wanted) {
      reader = wanted
      const stop = followEvents(wanted, () => post('/rpc/snapshot', {}))
      return () => {
        reader = null
        stop()
      }
    },
    places: inside => ask<Places>(inside === null ? '/places' : `/places?in=${encodeURIComponent(inside)}`, {}),
    drops: {
      put: (drop, file, onSent, signal) =>
        putFile(`/drop/${drop}/${encodeURIComponent(file.name)}?modified=${file.lastModified}`, file, onSent, signal),
      send: (drop, how) => post(`/drop/${drop}/send`, how),
      giveUp: async drop => void (await ask(`/drop/${drop}`, { method: 'DELETE' })),
    },
    pictures: {
      thumbnail: ({ id, sha256 }) => `/photos/thumbnail/${id}?v=${sha256}`,
      original: ({ id, sha256 }) => `/photos/original/${id}?v=${sha256}`,
      known: ({ id, sha256 }) => `/photos/known/${id}${sha256 === null ? '' : `?v=${sha256}`}`,
      image: (profile, image, variant) =>
        `/photos/image/${onAccount(profile, image)}?variant=${encodeURIComponent(variant)}`,
      view: (profile, image) => `/photos/view/${onAccount(profile, image)}`,
      whole: (profile, image) => `/photos/download/${onAccount(profile, image)}`,
      small: (profile, image, uploadedAt, side) =>
        `/photos/library/${onAccount(profile, image)}?side=${sides.find(one => one * enough >= side) ?? sides.at(-1)}&v=${uploadedAt}`,
      trial: (profile, image, options) => `/photos/trial/${onAccount(profile, image)}?${trialQuery(options)}`,
    },
    trials: {
      picture: fetchPicture,
      measure: (profile, image, reach) =>
        ask<MeasuredOriginal | null>(`/photos/measure/${onAccount(profile, image)}?reach=${reach}`, {}),
      flexible: (profile, image) => ask<boolean | null>(`/photos/flexible/${onAccount(profile, image)}`, {}),
    },
    async saveOriginal(profile, image) {
      let answer: Response
      try {
        answer = await fetch(`/photos/download/${onAccount(profile, image)}`)
        if (answer.ok) saveAs(nameIn(answer), await answer.blob())
      } catch {
        // `fetch` says no more than that nobody answered, or broke off.
        return fail(unreachable())
      }
      if (answer.ok) return { ok: true, value: undefined }
      const said = (await answer.json()) as Refusal | { problem: Problem }
      return fail('problem' in said ? said.problem : { code: 'unexpected', detail: `${said.title}. ${said.advice}` })
    },
  }
}

const onAccount = (profile: string, image: string) =>
  `${encodeURIComponent(profile)}/${image.split('/').map(encodeURIComponent).join('/')}`

/** The sizes thumbnails are made in, by their long side; a little less than wanted still looks sharp. */
const sides = [320, 640, 1_280]
const enough = 1.1

/** The name the host gave it. */
function nameIn(answer: Response): string {
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '') ?? []
  return name === undefined ? 'original' : decodeURIComponent(name)
}

function saveAs(name: string, bytes: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const reopenMs = 2_000

/** The browser comes back by itself after a broken line, but not after a refusal: then the session is asked after. */
function followEvents(reader: FeedReader, askAnything: () => Promise<unknown>): () => void {
  let source: EventSource
  let waiting: ReturnType<typeof setTimeout>
  let isStopped = false
  const open = () => {
    source = new EventSource('/events')
    source.addEventListener('open', reader.opened)
    source.addEventListener('message', ({ data }: MessageEvent<string>) => reader.told(JSON.parse(data) as FeedEvent))
    source.addEventListener('snapshot-needed', reader.missed)
    source.addEventListener('error', () => {
      reader.lost()
      if (source.readyState !== EventSource.CLOSED) return
      void askAnything().finally(() => {
        if (!isStopped) waiting = setTimeout(open, reopenMs)
      })
    })
  }
  open()
  return () => {
    isStopped = true
    clearTimeout(waiting)
    source.close()
  }
}

/** `fetch` does not tell how far a body has got. */
function putFile<T>(
  path: string,
  file: File,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  return new Promise(resolve => {
    const line = new XMLHttpRequest()
    line.open('PUT', path)
    line.responseType = 'json'
    line.setRequestHeader('Accept', 'application/json')
    line.upload.addEventListener('progress', ({ loaded }) => onSent(loaded))
    line.addEventListener('load', () => {
      const said = line.response as Outcome<T> | Refusal | null
      if (said !== null && 'ok' in said) resolve(said)
      else
        resolve(
          fail({ code: 'unexpected', detail: said === null ? `HTTP ${line.status}` : `${said.title}. ${said.advice}` }),
        )
    })
    // Also where the file itself cannot be read any more: the browser does not tell which.
    line.addEventListener('error', () =>
      resolve(fail({ code: 'photo-unreadable', path: file.name, detail: 'the browser could not send it' })),
    )
    line.addEventListener('abort', () => resolve(fail({ code: 'interrupted' })))
    const stop = () => line.abort()
    signal.addEventListener('abort', stop, { once: true })
    // One signal may stop thousands of files: those that are done are let go.
    line.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    line.send(file)
  })
}
