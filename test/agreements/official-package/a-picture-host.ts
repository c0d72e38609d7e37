import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { aPicture } from './pictures.ts'

/** A web server with one picture under every name that ends in `dune.jpg`, a way that leads to itself, and nothing else. */
export async function aPictureHost() {
  const picture = await aPicture()
  let asked = 0
  const server = createServer((request, response) => {
    asked += 1
    if (request.url === '/round') return void response.writeHead(302, { location: '/round' }).end()
    if (request.url?.endsWith('dune.jpg') !== true) return void response.writeHead(404).end('nothing here')
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many requests came. */
    asked: () => asked,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}
