import { lookup as systemLookup } from 'node:dns'
import { once } from 'node:events'
import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPrivateAddress } from './is-private-address.ts'

export type SourceRules = {
  allowsPrivateAddresses: boolean
  /** How names become addresses; the system's way when left out. */
  lookup?: LookupFunction
}

/** Why this address is not asked at all; null when it may be. Names are judged when they are resolved. */
export function whyForbidden(url: URL, { allowsPrivateAddresses }: SourceRules): string | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'the address must begin with http or https'
  if (/(^|\.)imagedelivery\.net\.?$/.test(url.hostname)) return 'images cannot be fetched from imagedelivery.net'
  const host = bareHost(url)
  return !allowsPrivateAddresses && isIP(host) && isPrivateAddress(host) ? notPublic : null
}

const notPublic = 'the address is not a public one'

/** Asks one address for a picture, over a line of its own to the very address that was judged. Rejects with the system's error. */
export async function askSource(
  url: URL,
  rules: SourceRules,
  signal: AbortSignal,
  onLine: () => void,
): Promise<IncomingMessage> {
  const authorization = credentials(url)
  const request = (url.protocol === 'https:' ? requestHttps : requestHttp)({
    protocol: url.protocol,
    hostname: bareHost(url),
    port: url.port,
    path: url.pathname + url.search,
    headers: {
      accept: 'image/*',
      'accept-encoding': 'identity',
      'user-agent': 'hotfolder-local-cloud',
      ...(authorization !== null && { authorization }),
    },
    // No line to an address judged earlier is used again.
    agent: false,
    lookup: rules.allowsPrivateAddresses ? (rules.lookup ?? systemLookup) : publicOnly(rules.lookup ?? systemLookup),
    signal,
  })
  // After the answer has begun, what breaks is told by the answer itself.
  request.on('error', () => undefined)
  request.once('socket', line => line.once('connect', onLine))
  request.end()
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}

/** An IPv6 address stands in brackets in a URL only. */
const bareHost = (url: URL) => url.hostname.replace(/^\[(.*)\]$/, '$1')

function credentials({ username, password }: URL): string | null {
  if (username === '' && password === '') return null
  return `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Resolves names to public addresses only. What is judged here is what the line is opened to: a name cannot change in between. */
function publicOnly(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [])
      const [first, ...more] = Array.isArray(found) ? found.filter(({ address }) => !isPrivateAddress(address)) : []
      if (!first) return callback(Object.assign(new Error(notPublic), { code: 'ENOTPUBLIC' }), [])
      if (options.all) return callback(null, [first, ...more])
      callback(null, first.address, first.family)
    })
  }
}
