/** The line a body goes over, if there is one. */
export type BreakableLine = { readonly destroyed?: boolean; destroy(): unknown }

/** A body read as fast as it is taken. What breaks on our side breaks the line, so that no half picture passes for a whole one. */
export function streamBody(bytes: AsyncIterable<Uint8Array>, outgoing: BreakableLine): ReadableStream<Uint8Array> {
  const reading = bytes[Symbol.asyncIterator]()
  // Begun at once: only what has begun lets go of its file when it is told to end.
  let next = reading.next()
  next.catch(() => {})
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const read = await next
          if (read.done === true) return controller.close()
          controller.enqueue(read.value)
          next = reading.next()
          next.catch(() => {})
        } catch (error) {
          outgoing.destroy()
          // Where there is no line to break, the body itself says that it is not whole.
          if (outgoing.destroyed !== true) controller.error(error)
        }
      },
      async cancel() {
        await reading.return?.()
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: 0 }),
  )
}
