import { STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'

type Answer = { status: number; headers: Record<string, string>; text: string }

/** How long a client that is still speaking may take to notice that it was answered. */
const LINGER_MS = 2000

/**
 * Answers on the bare line, where there is no request or the client is still in the middle of it, and closes the line.
 * Cut at once, a line loses what was said last on it, so we listen on for a moment.
 */
export function answerOnWire(socket: Duplex, { status, headers, text }: Answer): void {
  if (!socket.writable) return void socket.destroy()
  const fields = { ...headers, 'content-length': String(Buffer.byteLength(text)), connection: 'close' }
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`)
  // Whatever goes wrong on a line that is closing is no news.
  socket.on('error', () => undefined)
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`)
  socket.resume()
  const timer = setTimeout(() => socket.destroy(), LINGER_MS)
  socket.once('close', () => clearTimeout(timer))
}
