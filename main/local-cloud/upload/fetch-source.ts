import { rmSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { askSource, type SourceRules, whyForbidden } from './ask-source.ts'
import { bareName } from './bare-name.ts'
import { openFileSink } from './file-sink.ts'
import { limits } from '../limits.ts'
import type { Received } from './receive-form.ts'
import { refuseUnwritten } from './refuse-unwritten.ts'
import { type Refusal, refuse } from '../reply.ts'
import { whyNotFetched } from './why-not-fetched.ts'

type Rules = SourceRules & {
  /** ms since 1970 */
  now: () => number
  /** ms until there is a line, between two signs of life on it, and for everything */
  patience?: { connectMs: number; silenceMs: number; totalMs: number }
}
type Fetched = { kind: 'received'; value: Received } | Refusal
type Watch = ReturnType<typeof createWatch>

const MOST_REDIRECTS = 3

/** Downloads an image given by its address (images-api §2.3) to the new file `path`; leaves no file behind when it refuses. */
export async function fetchSource(url: string, path: string, rules: Rules, signal: AbortSignal): Promise<Fetched> {
  const source = URL.parse(url)
  if (!source) return refuse(5454, 'Fetching the image failed: the url is no address')
  using watch = createWatch(rules, signal)
  const fetched = await follow(source, path, rules, watch).catch(
    (error: unknown) => watch.why() ?? whyNotFetched(error),
  )
  if (typeof fetched !== 'string' && fetched.kind === 'received') return fetched
  rmSync(path, { force: true })
  return typeof fetched === 'string'
    ? refuse(5454, `Fetching the image from ${shown(source)} failed: ${fetched}`)
    : fetched
}

/** Goes where it is sent, each time as careful as the first. Answers with a sentence when there is nothing to be had. */
async function follow(source: URL, path: string, rules: Rules, watch: Watch): Promise<Fetched | string> {
  let url = source
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const why = whyForbidden(url, rules)
    if (why !== null) return why
    watch.connecting()
    const response = await askSource(url, rules, watch.signal, watch.moved)
    watch.moved()
    const { statusCode = 0, headers } = response
    const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && headers.location !== undefined
    if (!isRedirect) return await take(response, source, path, watch)
    response.destroy()
    const next = URL.parse(headers.location ?? '', url.href)
    if (!next) return 'it is redirected to what is no address'
    // Whoever gave a password meant this host, and no other one it names.
    if (next.origin === url.origin && next.username === '') {
      next.username = url.username
      next.password = url.password
    }
    url = next
  }
  return 'it is redirected too often'
}

async function take(response: IncomingMessage, source: URL, path: string, watch: Watch): Promise<Fetched | string> {
  const { statusCode, headers } = response
  const encoding = headers['content-encoding'] ?? 'identity'
  try {
    if (statusCode !== 200) return `the server answered ${statusCode}`
    if (encoding !== 'identity') return 'the answer is compressed, which was not asked for'
    if (Number(headers['content-length'] ?? 0) > limits.fileBytes) return tooLarge()
    return await keep(response, source, path, watch)
  } finally {
    response.destroy()
  }
}

async function keep(response: AsyncIterable<Buffer>, source: URL, path: string, watch: Watch): Promise<Fetched> {
  const sink = unlessUnwritten(() => openFileSink(path))
  if ('kind' in sink) return sink
  try {
    for await (const chunk of response) {
      watch.moved()
      if (sink.bytes() + chunk.length > limits.fileBytes) return tooLarge()
      const unwritten = unlessUnwritten(() => sink.take(chunk))
      if (unwritten) return unwritten
    }
    return { kind: 'received', value: { filename: filenameOf(source), bytes: sink.bytes(), sha256: sink.sha256() } }
  } finally {
    sink.close()
  }
}

/** A disk that fails is not the source's fault. */
function unlessUnwritten<T>(write: () => T): T | Refusal {
  try {
    return write()
  } catch (error) {
    return refuseUnwritten(error)
  }
}

/** Gives up on a source that is silent for too long, or takes too long altogether. */
function createWatch({ now, patience = limits.fetchPatience }: Rules, signal: AbortSignal) {
  const startedAt = now()
  const late = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const wait = (ms: number, why: string) => {
    clearTimeout(timer)
    timer = setTimeout(() => late.abort(why), ms)
    if (now() - startedAt > patience.totalMs) late.abort('it takes too long')
  }
  return {
    signal: AbortSignal.any([signal, late.signal]),
    connecting: (): void => wait(patience.connectMs, 'there was no answer in time'),
    moved: (): void => wait(patience.silenceMs, 'the server fell silent'),
    why: (): string | null => (late.signal.aborted ? String(late.signal.reason) : null),
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}

const tooLarge = () => refuse(5413, 'The file exceeds the maximum size of 10 MB')

/** As much of an address as may be repeated: without name, password and signed query. */
const shown = ({ protocol, host, pathname }: URL) => `${protocol}//${host}${pathname}`.slice(0, 200)

function filenameOf({ pathname }: URL): string | null {
  const last = pathname.split('/').at(-1) ?? ''
  try {
    return bareName(decodeURIComponent(last).replace(/\p{Cc}/gu, ''))
  } catch {
    return bareName(last)
  }
}
