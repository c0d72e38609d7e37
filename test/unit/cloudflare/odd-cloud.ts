import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { connectCloudflare } from '../../../main/cloudflare/index.ts'
import type { BudgetName, Gate, ImagesApi, Order, Photo } from '../../../main/engine/ports.ts'
import type { Reservation } from '../../../preload/contract/index.ts'

export type Answering = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>

/** A service that answers as a test tells it to, and remembers what it was asked. */
export type OddCloud = AsyncDisposable & {
  origin: string
  asked: string[]
  api: ImagesApi
  gate: { admitted: BudgetName[]; observed: { budget: BudgetName; remaining: number; resetMs: number }[] }
  reservation(imageId?: string): Reservation
  /** From now on nobody listens here; the connection to it stays ours. */
  stop(): Promise<void>
}

export const accountId = '0123456789abcdef0123456789abcdef'
export const order: Order = { sending: { private: false, creator: null }, metadata: {} }
export const forEver = (): AbortSignal => new AbortController().signal

export async function startOddCloud(
  answering: Answering,
  options: { replyMs?: number; now?: () => number } = {},
): Promise<OddCloud> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ''}`.trim())
    void answering(request, response)
  })
  server.on('connection', socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const told = rememberingGate()
  const api = connectCloudflare({
    profile: 'studio',
    accountId,
    baseUrl: `${origin}/client/v4`,
    token: 'right',
    gate: told.gate,
    ...options,
  })
  const stop = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise(resolve => server.close(resolve))
  }
  return {
    origin,
    asked,
    api,
    gate: told,
    reservation: (imageId = 'one') => ({ imageId, uploadUrl: `${origin}/upload/hash/${imageId}`, expiresAt: 0 }),
    stop,
    async [Symbol.asyncDispose]() {
      await api.close()
      await stop()
    },
  }
}

export function rememberingGate() {
  const admitted: BudgetName[] = []
  const observed: { budget: BudgetName; remaining: number; resetMs: number }[] = []
  const gate: Gate = {
    admit(budget) {
      admitted.push(budget)
      return Promise.resolve()
    },
    observed: (budget, remaining, resetMs) => void observed.push({ budget, remaining, resetMs }),
  }
  return { gate, admitted, observed }
}

/** A photo of `size` bytes, given out in chunks of `chunk`. */
export function photoOf(size: number, chunk = 65_536): Photo {
  return {
    name: 'dune.jpg',
    type: 'image/jpeg',
    size,
    async *open() {
      for (let left = size; left > 0; left -= chunk) yield Buffer.alloc(Math.min(left, chunk), 7)
    },
  }
}

export function say(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/plain' : 'application/json',
    ...headers,
  })
  response.end(text)
}

export const good = (result: unknown) => ({ result, success: true, errors: [], messages: [] })
export const bad = (code: number, message: string) => ({
  result: null,
  success: false,
  errors: [{ code, message }],
  messages: [],
})

/** The envelope of a finished image. */
export const imageReply = (id: string) =>
  good({
    id,
    filename: 'dune.jpg',
    uploaded: '2026-01-02T03:04:05.678Z',
    requireSignedURLs: false,
    variants: ['https://x/public'],
  })

/** A request's body as text. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
  return text
}

/** Reads a request to its end. */
export async function drained(request: IncomingMessage) {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of request) {
    hash.update(chunk as Buffer)
    bytes += (chunk as Buffer).length
  }
  return { bytes, sha256: hash.digest('hex') }
}
