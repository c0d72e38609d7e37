import { createServer } from 'node:http'

// Run as a process of its own: refuses each upload before it has read it, and hangs up in the way it is told.
const how = process.argv[2]
const server = createServer((request, response) => {
  response.writeHead(413, { connection: 'close', 'content-type': 'text/plain' })
  response.end('ERROR 5413: too large', () => {
    if (how === 'destroy') request.socket.destroy()
    if (how === 'reset') request.socket.resetAndDestroy()
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : null)
})
