import { fail, type Outcome, succeed } from '../../../preload/contract/index.ts'
import type { Picture } from '../web/photo-sources.ts'

/** A picture on its way from one process to another: whole, because messages are. */
export type PackedPicture<More = object> = Omit<Picture, 'bytes'> & More & { bytes: Uint8Array | null }

/** Waits for all of a picture; what breaks on the way is an answer, too. */
export async function packPicture<More extends object>(
  make: () => Promise<Outcome<Picture & More>>,
  signal: AbortSignal,
  log: (what: string, error: unknown) => void,
): Promise<Outcome<PackedPicture<More>>> {
  try {
    const made = await make()
    if (!made.ok) return made
    const { bytes } = made.value
    return succeed({ ...made.value, bytes: bytes === null ? null : await wholeOf(bytes, signal) })
  } catch (error) {
    if (signal.aborted) return fail({ code: 'interrupted' })
    log('a picture could not be handed over', error)
    return fail({ code: 'unexpected', detail: error instanceof Error ? error.message : String(error) })
  }
}

/** Null: the other process has ended, and another one takes its place. */
export function unpackPicture<More extends object>(
  packed: Outcome<PackedPicture<More>> | null,
): Outcome<Picture & More> {
  if (packed === null) return fail({ code: 'interrupted' })
  if (!packed.ok) return packed
  const { bytes } = packed.value
  return succeed({ ...packed.value, bytes: bytes === null ? null : inOnePiece(bytes) })
}

async function wholeOf(bytes: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of bytes) {
    signal.throwIfAborted()
    parts.push(part)
  }
  return Buffer.concat(parts)
}

async function* inOnePiece(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
}
