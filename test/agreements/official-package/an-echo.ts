import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import Cloudflare from 'cloudflare'
import { onTestFinished } from 'vitest'

type Heard = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

/** The official package before a server that says yes to everything and repeats what it heard: for what is said, never for what is answered. */
export async function anEcho() {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      heard.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') })
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ result: {}, result_info: null, success: true, errors: [], messages: [] }))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    client: new Cloudflare({ apiToken: 'any', baseURL }),
    /** What the call made the package say. */
    async hear(call: PromiseLike<unknown>): Promise<Heard> {
      await call
      const last = heard.pop()
      if (last === undefined) throw new Error('the package said nothing')
      return last
    },
  }
}
