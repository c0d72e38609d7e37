import type { ServerResponse } from 'node:http'

/** A body read as fast as it is taken. What breaks on our side breaks the line, so that no half picture passes for a whole one. */
export function streamBody(bytes: AsyncIterable<Uint8Array>, outgoing: ServerResponse): ReadableStream<Uint8Array> {
  const reading = bytes[Symbol.asyncIterator]()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const next = await reading.next()
          if (next.done === true) controller.close()
          else controller.enqueue(next.value)
        } catch {
          outgoing.destroy()
        }
      },
      async cancel() {
        await reading.return?.()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  )
}
