import { lookup } from 'node:dns/promises'
import { BlockList, isIPv6 } from 'node:net'
import { limits } from '../limits.ts'
import { type Refusal, refuse } from '../reply.ts'
import { openFileSink } from './file-sink.ts'
import type { Received } from './receive-form.ts'

type Rules = { allowsPrivateAddresses: boolean; now: () => number }
type Fetched = { kind: 'received'; value: Received } | Refusal

/** Addresses that are somebody's own: no caller may make us look there unless told otherwise. */
const own = new BlockList()
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  own.addSubnet(address, bits)
for (const [address, bits] of [
  ['::', 96],
  ['64:ff9b::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  own.addSubnet(address, bits, 'ipv6')

/** Fetches the picture an upload names by URL and puts it on disk at `path` as it arrives. */
export async function fetchSource(url: string, path: string, rules: Rules, signal: AbortSignal): Promise<Fetched> {
  const source = URL.parse(url)
  if (source === null || !/^https?:$/.test(source.protocol)) return failed('it is no address of the web')
  if (source.hostname === 'imagedelivery.net') return failed('it is a delivery URL')
  const { username, password } = source
  const authorization = `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`
  source.username = ''
  source.password = ''
  try {
    if (!rules.allowsPrivateAddresses && (await isOwn(source.hostname))) return failed('it is a private address')
    const response = await fetch(source, {
      signal,
      redirect: 'error',
      headers: username === '' ? {} : { authorization },
    })
    if (!response.ok || !response.body) return failed(`its server answered ${response.status}`)
    return await keep(response.body, path, source.pathname.split('/').at(-1) ?? '')
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error))
  }
}

async function keep(body: ReadableStream<Uint8Array>, path: string, filename: string): Promise<Fetched> {
  const sink = openFileSink(path)
  try {
    for await (const chunk of body) {
      if (sink.bytes() + chunk.length > limits.fileBytes)
        return refuse(5413, 'The file exceeds the maximum size of 10 MB')
      sink.take(Buffer.from(chunk))
    }
    const name = decode(filename).slice(0, limits.filenameCharacters) || null
    return { kind: 'received', value: { filename: name, bytes: sink.bytes(), sha256: sink.sha256() } }
  } finally {
    sink.close()
  }
}

async function isOwn(hostname: string): Promise<boolean> {
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true })
  return found.some(({ address }) => own.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const failed = (why: string): Refusal => refuse(5454, `Fetching the URL failed: ${why}`)
