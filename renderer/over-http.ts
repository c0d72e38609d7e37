import { fail, type FeedEvent, type Outcome, type Places, type Problem } from '../preload/contract/index.ts'
import { type Asking, askJson, type Refusal, sentenceOf, unreachable } from './ask-json.ts'
import { picturesHere } from './pictures-here.ts'
import { saveOriginal } from './save-original.ts'
import type { FeedReader, Host } from './state/host.ts'
import { trialsHere } from './trials-here.ts'

/** The engine over the loopback web host that served this page. */
export function overHttp(): Host {
  let reader: FeedReader | null = null

  function explainRefusal(refusal: Refusal): Problem {
    if (refusal.refused !== 'no-session') return sentenceOf(refusal)
    reader?.ended()
    return unreachable()
  }

  const ask = <T>(path: string, how: Asking = {}) => askJson<T>(path, how, explainRefusal)
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
    places: inside => ask<Places>(inside === null ? '/places' : `/places?in=${encodeURIComponent(inside)}`),
    drops: {
      put: (drop, file, onSent, signal) =>
        putFile(`/drop/${drop}/${encodeURIComponent(file.name)}?modified=${file.lastModified}`, file, onSent, signal),
      send: (drop, how) => post(`/drop/${drop}/send`, how),
      giveUp: async drop => void (await ask(`/drop/${drop}`, { method: 'DELETE' })),
    },
    pictures: picturesHere,
    trials: trialsHere(ask),
    saveOriginal,
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
    const stop = () => line.abort()
    signal.addEventListener('abort', stop, { once: true })
    // One signal may stop thousands of files: those that are done are let go.
    line.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    line.send(file)
  })
}
