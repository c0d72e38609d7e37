import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { answerOnWire } from './answer-on-wire.ts'
import { envelope } from './envelope.ts'
import { type Refusal, refuse } from './reply.ts'

type Exchange = { request: IncomingMessage; response: ServerResponse }

/** Answers what never becomes a request, or never becomes a whole one: rubbish, tunnels, and clients that fall silent. */
export function guardLines(server: Server, silenceMs: number): void {
  const latest = new WeakMap<Duplex, Exchange>()
  const refused = new WeakSet<Duplex>()
  server.setTimeout(silenceMs)

  server.on('request', (request, response) => {
    const { socket } = request
    latest.set(socket, { request, response })
    request.on('timeout', () => {
      const read = socket.bytesRead
      // After a pause of our own, such as a night's sleep, the timer rings before what came meanwhile is read.
      setImmediate(() => {
        // What it sent lies here unread: we are the slow ones.
        const isOurs = request.complete || request.readableLength > 0 || socket.bytesRead > read
        if (isOurs) return void socket.setTimeout(silenceMs)
        // Before an answer to an earlier request none can be given.
        if (response.headersSent || !response.socket) return void socket.destroy()
        answerOnWire(socket, envelope(tooSlow()))
      })
    })
    response.on('timeout', () => {
      // Until we have spoken, the silence is ours.
      if (response.headersSent) socket.destroy()
    })
  })

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const refusal = refusalOf(error.code ?? '')
    if (!refusal) return void socket.destroy()
    // The parser complains again of every piece of the same rubbish.
    if (refused.has(socket)) return
    refused.add(socket)
    const exchange = latest.get(socket)
    // Behind a whole request rubbish may follow; it is refused after that was answered.
    const isPending = exchange && exchange.request.complete && !exchange.response.writableEnded
    if (!isPending) return answerOnWire(socket, envelope(refusal))
    exchange.response.once('finish', () => answerOnWire(socket, envelope(refusal)))
  })

  server.on('checkExpectation', ({ socket }) =>
    answerOnWire(socket, envelope(refuse(5400, 'Bad request: nothing but 100-continue is expected of us', 417))),
  )
  server.on('connect', (request, socket) =>
    answerOnWire(socket, envelope(refuse(7003, `No route for CONNECT ${request.url}: the local cloud is no proxy`))),
  )
}

const tooSlow = () => refuse(5408, 'The request is sent too slowly')

/** Null for a line that broke by itself. */
function refusalOf(code: string): Refusal | null {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return tooSlow()
  if (code === 'HPE_HEADER_OVERFLOW') return refuse(5400, 'Bad request: the headers are too large', 431)
  return code.startsWith('HPE_') ? refuse(5400, 'Bad request: this is not HTTP') : null
}
