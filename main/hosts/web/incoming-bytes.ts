import type { IncomingMessage } from 'node:http'

/** The sender said nothing for too long, or more than it may. */
export class BodyRefused extends Error {
  readonly why: 'silent' | 'too-large'
  constructor(why: BodyRefused['why']) {
    super(why)
    this.why = why
  }
}

type Bounds = { mostBytes: number; quietMs: number }

/**
 * The body of a request as it comes. Throws `BodyRefused`, or what the line throws when it breaks; the line itself is left
 * open, so that an answer can still be given.
 */
export async function* incomingBytes(
  incoming: IncomingMessage,
  { mostBytes, quietMs }: Bounds,
): AsyncGenerator<Uint8Array> {
  let length = 0
  // A timeout is about silence, not about duration: a slow line may take its time.
  const quiet = setTimeout(() => incoming.destroy(new BodyRefused('silent')), quietMs)
  try {
    for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      quiet.refresh()
      length += chunk.length
      if (length > mostBytes) throw new BodyRefused('too-large')
      yield chunk
    }
  } finally {
    clearTimeout(quiet)
  }
}

/** A browser reads no answer before it has said all, so what nobody wants is still taken from the line, within bounds. */
export async function swallow(incoming: IncomingMessage, bounds: Bounds): Promise<void> {
  try {
    for await (const _ of incomingBytes(incoming, bounds));
  } catch (error) {
    // Whoever broke off, fell silent or has still more to say hears no answer.
    if (!incoming.errored && !(error instanceof BodyRefused)) throw error
  }
}
