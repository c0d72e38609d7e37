import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Cloud } from './cloud.ts'
import type { LocalCloudOptions } from './local-cloud.ts'
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
  const answerCall = getRequestListener(router.fetch, { overrideGlobalObjects: false })

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!request.url?.startsWith('/upload/')) return await answerCall(request, response)
    count(`${request.method} upload`)
    // Only a closing door breaks off without an answer.
    await takeUpload(request, response).catch(() => request.socket.destroy())
  }

  const underway = new Set<Promise<void>>()
  // A slow line may take longer over a photo than Node grants a request.
  const server = createServer({ requestTimeout: 0, keepAliveTimeout: 60_000 }, (request, response) => {
    const task = handle(request, response).finally(() => underway.delete(task))
    underway.add(task)
  })
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()

  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    /** Breaks every line at once, then waits for what was being written. */
    async close(): Promise<void> {
      closing.abort()
      const closed = new Promise(resolve => server.close(resolve))
      server.closeAllConnections()
      await closed
      await Promise.allSettled(underway)
    },
  }
}
