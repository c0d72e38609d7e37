import type { IncomingMessage } from 'node:http'

/** Resolves when these bytes may be counted as arrived. */
export type Throttle = (bytes: number) => Promise<void> | undefined

/** Reads a request's body chunk by chunk, until it ends, the line breaks, or there was `enough` of it. */
export async function readBody(
  request: IncomingMessage,
  mostBytes: number,
  throttle: Throttle,
  take: (chunk: Buffer) => void = () => undefined,
): Promise<'ended' | 'broken' | 'enough'> {
  let total = 0
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false })
  try {
    for await (const chunk of chunks) {
      const held = throttle(chunk.length)
      if (held) await held
      total += chunk.length
      if (total >= mostBytes) return 'enough'
      take(chunk)
    }
  } catch (error) {
    if (request.errored) return 'broken'
    throw error
  }
  // A client that was too slow has been told so, and may have gone on all the same.
  return request.socket.writable ? 'ended' : 'broken'
}
