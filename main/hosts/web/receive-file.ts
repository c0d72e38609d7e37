import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

type Receiving = {
  /** Where it grows, and where it stands when it is whole. */
  growing: string
  whole: string
  /** Exactly so many are to come. */
  bytes: number
  /** When the file was last changed where it came from; null: now. */
  modifiedAt: number | null
}

/** The sender announced more than it sent. */
export class CutShort extends Error {}

/** Writes what comes into a file, whole or not at all. Throws `CutShort`, what the sender throws, or what the system throws. */
export async function receiveFile(
  incoming: AsyncIterable<Uint8Array>,
  { growing, whole, bytes, modifiedAt }: Receiving,
): Promise<void> {
  try {
    const file = await open(growing, 'wx', 0o600)
    try {
      let length = 0
      for await (const chunk of incoming) {
        await file.appendFile(chunk)
        length += chunk.length
      }
      if (length !== bytes) throw new CutShort(`${length} of ${bytes} bytes`)
      if (modifiedAt !== null) await file.utimes(modifiedAt / 1_000, modifiedAt / 1_000)
      await file.sync()
    } finally {
      await file.close()
    }
    await mkdir(dirname(whole), { mode: 0o700 })
    await rename(growing, whole)
  } catch (error) {
    await rm(growing, { force: true })
    throw error
  }
}
