import { fail, type FeedEvent, type Outcome, type Places, type Problem } from '../preload/contract/index.ts'
import { picturesHere } from './pictures-here.ts'
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
    pictures: picturesHere,
    native: null,
  }
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
    signal.addEventListener('abort', () => line.abort(), { once: true })
    line.send(file)
  })
}
