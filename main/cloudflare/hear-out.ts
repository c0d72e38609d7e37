/* oxlint-disable eslint/no-underscore-dangle -- so Node names the methods of a stream that are there to be replaced */
import type { Duplex } from 'node:stream'

const brokenPipe = new Set(['EPIPE', 'ECONNRESET'])

// By then the system has handed over whatever arrived before the line broke.
const patienceMs = 1_000

type Written = (error?: Error | null) => void

/**
 * Lets a socket read what the other side said before it hung up. Node gives a socket up at the first failed write,
 * and with it an answer such as "too large" that came before the last byte and still waits to be read.
 */
export function hearOut<Socket extends Duplex>(socket: Socket): Socket {
  const write = socket._write.bind(socket)
  const writeMany = socket._writev?.bind(socket)
  socket._write = (chunk, encoding, written) => write(chunk, encoding, patiently(written))
  if (writeMany !== undefined) socket._writev = (chunks, written) => writeMany(chunks, patiently(written))
  return socket
}

// Withheld, the failure waits for the reading side: an answer, the end, or an error of its own comes first.
const patiently =
  (written: Written): Written =>
  error => {
    const isBroken = error instanceof Error && 'code' in error && brokenPipe.has(String(error.code))
    if (isBroken) setTimeout(written, patienceMs, error).unref()
    else written(error)
  }
