import { z } from 'zod'
import { limits } from '../limits.ts'

/** What the owner notes with an image. Its size is that of its JSON (images-api §3.1). */
export const Metadata = z
  .record(z.string(), z.unknown())
  .refine(
    metadata => jsonBytes(metadata) <= limits.metadataBytes,
    `must not be longer than ${limits.metadataBytes} bytes`,
  )

function jsonBytes(value: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(value))
  } catch (error) {
    // Nested deeper than the stack is high: too long in any case.
    if (error instanceof RangeError) return Infinity
    throw error
  }
}
