import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, LookupFunction, Server, Socket } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { fetchSource } from '../../../main/local-cloud/upload/fetch-source.ts'
import { aFolder } from './a-cloud.ts'

export const forEver: AbortSignal = new AbortController().signal
export const patient = { connectMs: 10_000, silenceMs: 10_000, totalMs: 60_000 }

/** The port of a server that ends with the test. */
export async function listening(server: Server): Promise<number> {
  const lines = new Set<Socket>()
  server.on('connection', (line: Socket) => void lines.add(line))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const line of lines) line.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A web server of someone else’s, and whom it has seen. */
export async function aWitness(answer: RequestListener) {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  const port = await listening(server)
  return { origin: `http://127.0.0.1:${port}`, port, seen }
}

export const redirect = (to: string) => (_request: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(302, { location: to }).end('this way')

/** Fetches into a folder of its own. */
export function aFetch(rules: Partial<Parameters<typeof fetchSource>[2]> = {}) {
  const path = join(aFolder(), 'original')
  const all = { allowsPrivateAddresses: true, now: Date.now, patience: patient, ...rules }
  return {
    path,
    rules: all,
    from: (url: string, signal: AbortSignal = forEver) => fetchSource(url, path, all, signal),
  }
}

/** Every name is found at these addresses. */
export const namesLeadTo =
  (...addresses: string[]): LookupFunction =>
  (_host, options, callback) => {
    const found = addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))
    if (options.all) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 4)
  }

export const failure = (why: RegExp) => ({
  kind: 'refusal',
  code: 5454,
  status: 400,
  message: expect.stringMatching(why),
})
