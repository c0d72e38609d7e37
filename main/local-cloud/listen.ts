import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { answerOnWire } from './answer-on-wire.ts'
import type { Cloud } from './cloud.ts'
import { envelope } from './envelope.ts'
import { guardLines } from './guard-lines.ts'
import { limits } from './limits.ts'
import type { LocalCloudOptions } from './local-cloud.ts'
import { refuse } from './reply.ts'
import { createRouter } from './router.ts'
import { createUploadHost } from './upload/upload-host.ts'

/** Opens the door on 127.0.0.1: uploads go to their host, everything else to the router. Rejects when the port is taken. */
export async function listen(cloud: Cloud, options: LocalCloudOptions, count: (name: string) => void) {
  const closing = new AbortController()
  const takeUpload = createUploadHost(cloud, closing.signal)
  const router = createRouter({
    cloud,
    rateLimit: options.rateLimit ?? null,
    count,
    takeUpload,
    closing: closing.signal,
  })
  // Embedded in a program, we leave its global Request and Response alone.
  const answerCall = getRequestListener(router.fetch, {
    hostname: '127.0.0.1',
    overrideGlobalObjects: false,
    errorHandler: refuseOddRequest,
  })

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const odd = whyOddHost(request)
    if (odd !== null) return answerOnWire(request.socket, envelope(refuse(5400, `Bad request: ${odd}`)))
    request.url = originForm(request.url ?? '')
    if (!request.url.startsWith('/upload/')) return await answerCall(request, response)
    count(`${request.method} upload`)
    // Only a closing door breaks off without an answer.
    await takeUpload(request, response).catch(() => request.socket.destroy())
  }

  const underway = new Set<Promise<void>>()
  const lines = new Set<Socket>()
  const { headersMs, silenceMs } = options.patience ?? limits.patience
  // A slow line may take longer over a photo than Node grants a request.
  const timeouts = { requestTimeout: 0, headersTimeout: headersMs, keepAliveTimeout: 60_000 }
  const checks = { connectionsCheckingInterval: headersMs / 4, requireHostHeader: false }
  const server = createServer({ ...timeouts, ...checks }, (request, response) => {
    const task = handle(request, response).finally(() => underway.delete(task))
    underway.add(task)
  })
  server.on('connection', (line: Socket) => {
    lines.add(line)
    line.once('close', () => lines.delete(line))
  })
  guardLines(server, silenceMs)
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()

  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    /** Breaks every line at once, then waits for what was being written. */
    async close(): Promise<void> {
      closing.abort()
      const closed = new Promise(resolve => server.close(resolve))
      for (const line of lines) line.destroy()
      await closed
      await Promise.allSettled(underway)
    },
  }
}

/** Why nobody can tell which host is meant; which one it is, is all the same to us. */
function whyOddHost({ httpVersion, rawHeaders }: IncomingMessage): string | null {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length
  if (hosts > 1) return 'more than one Host header'
  return hosts === 0 && httpVersion !== '1.0' ? 'no Host header' : null
}

/** A client may name the whole address instead of the path. */
const originForm = (url: string) => url.replace(/^https?:\/\/[^/?#]*\/?/i, '/')

function refuseOddRequest(error: unknown): Response {
  const because = error instanceof Error ? error.message : String(error)
  const { status, headers, text } = envelope(refuse(5400, `Bad request: ${because}`))
  return new Response(text, { status, headers })
}
