import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import type { Guard } from './guard.ts'
import { type RefusalAnswer, refusalAnswer } from './refusal.ts'
import type { Router } from './router.ts'
import { securityHeaders } from './security-headers.ts'

/** Every request goes past the guard first, and every answer carries the security headers, also where nobody else gets to see the request. */
export function answerWith(server: Server, guard: Guard, router: Router): void {
  // We live in a program with others and leave its global Request and Response alone.
  const answer = getRequestListener(router.fetch, { overrideGlobalObjects: false })
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    for (const [name, value] of Object.entries(securityHeaders)) outgoing.setHeader(name, value)
    const refusal = guard(incoming)
    if (refusal === null) return void answer(incoming, outgoing)
    const { status, headers, body } = refusalAnswer(refusal, incoming.headers.accept)
    // What else it wanted to say is not listened to.
    outgoing.writeHead(status, { ...headers, Connection: 'close' }).end(body)
  })
  // What is no HTTP at all, or takes too long over its headers.
  server.on('clientError', (_error, socket: Duplex) => {
    if (socket.writable) socket.end(asText(refusalAnswer('malformed', undefined)))
    else socket.destroy()
  })
  server.on('connect', (_request, socket: Duplex) => socket.end(asText(refusalAnswer('wrong-method', undefined))))
}

function asText({ status, headers, body }: RefusalAnswer): string {
  const all = { ...securityHeaders, ...headers, 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} Refused\r\n${lines.join('')}\r\n${body}`
}
