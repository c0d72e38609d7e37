import type { IncomingMessage } from 'node:http'
import type { Refusal } from './refusal.ts'
import type { Sessions } from './sessions.ts'

/** What the guard looks at: the request as it came over the line, before anything tidied it. */
export type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>

/** Judges every request before anything else sees it: null lets it through. */
export type Guard = (asked: Asked) => Refusal | null

/** Where visitors without a session may go: nowhere but here. */
export const entrance = '/enter'

const methodsByPlace: readonly (readonly [place: RegExp, methods: readonly string[]])[] = [
  [/^\/enter$/, ['GET']],
  [/^\/rpc\//, ['POST']],
  [/^\/events$/, ['GET']],
  [/^\/places$/, ['GET']],
  [/^\/photos\//, ['GET']],
  [/^\/drop\//, ['PUT', 'POST', 'DELETE']],
  [/^\//, ['GET', 'HEAD']],
]

export function createGuard(port: number, sessions: Sessions): Guard {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]

  return ({ method = '', url = '', headers, rawHeaders }) => {
    if (!isPlainTarget(url)) return 'malformed'
    const path = pathOf(url)

    // A name that was bent to this address (DNS rebinding) is not one of ours.
    const { host } = headers
    if (host === undefined || !hosts.includes(host) || countOf('host', rawHeaders) !== 1) return 'wrong-host'

    const methods = methodsByPlace.find(([place]) => place.test(path))?.[1] ?? []
    if (!methods.includes(method)) return 'wrong-method'

    const isReading = method === 'GET' || method === 'HEAD'
    const { origin } = headers
    if (origin === undefined ? !isReading : origin !== `http://${host}`) return 'wrong-origin'
    if (!isFromHere(headers, isReading)) return 'wrong-origin'

    return path === entrance || sessions.knows(headers.cookie) ? null : 'no-session'
  }
}

/** Says the browser, where it says so, that our own page asks, or a person by the address line? */
function isFromHere(headers: IncomingMessage['headers'], isReading: boolean): boolean {
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin') return true
  const mode = headers['sec-fetch-mode']
  return site === 'none' && isReading && (mode === undefined || mode === 'navigate')
}

const countOf = (name: string, rawHeaders: readonly string[]) =>
  rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === name).length

const pathOf = (target: string) => target.split('?', 1)[0] ?? ''

const plainPath = /^(?:\/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)+$/
// oxlint-disable-next-line no-control-regex -- these are what must not be there
const notInNames = /[\u0000-\u001f\u007f/\\]/

/** A path of ours and nothing clever: no whole address, no way up, no slash or control character in disguise. */
function isPlainTarget(target: string): boolean {
  const path = pathOf(target)
  if (!plainPath.test(path) || path.includes('//') || /%00/.test(target)) return false
  try {
    return path
      .split('/')
      .map(decodeURIComponent)
      .every(name => name !== '.' && name !== '..' && !notInNames.test(name))
  } catch (error) {
    if (error instanceof URIError) return false
    throw error
  }
}
