import type { FileHandle } from 'node:fs/promises'

/** Bytes to be answered with. Whoever has one reads it or closes it, once. */
export type Body = {
  readonly size: number
  /** `to` is the last byte. */
  read(from: number, to: number): Promise<Buffer<ArrayBuffer> | ReadableStream<Uint8Array>>
  close(): Promise<void>
}

/** Up to here it is quicker to read at once than in pieces. */
const smallBytes = 262_144
const pieceBytes = 65_536

export const bodyOfBytes = (bytes: Buffer<ArrayBuffer>): Body => ({
  size: bytes.length,
  // In pieces of the same memory: a hundred readers of one large picture must not mean a hundred copies of it.
  read: async (from, to) =>
    to - from < smallBytes
      ? bytes.subarray(from, to + 1)
      : inPieces(
          from,
          to,
          async (at, length) => bytes.subarray(at, at + length),
          async () => {},
        ),
  close: async () => {},
})

/** The body of an open file, which it closes. A file deleted meanwhile can still be read to its end. */
export async function bodyOfFile(file: FileHandle): Promise<Body> {
  const { size } = await file.stat()
  const readPiece = async (at: number, length: number) => {
    const piece = Buffer.alloc(length)
    const { bytesRead } = await file.read(piece, 0, length, at)
    return piece.subarray(0, bytesRead)
  }
  return {
    size,
    async read(from, to) {
      if (to - from >= smallBytes) return inPieces(from, to, readPiece, () => file.close())
      try {
        return await readPiece(from, to - from + 1)
      } finally {
        await file.close()
      }
    },
    close: () => file.close(),
  }
}

function inPieces(
  from: number,
  to: number,
  read: (at: number, length: number) => Promise<Buffer<ArrayBuffer>>,
  close: () => Promise<void>,
): ReadableStream<Uint8Array> {
  let at = from
  return new ReadableStream({
    async pull(controller) {
      const piece = await read(at, Math.min(pieceBytes, to + 1 - at))
      at += piece.length
      if (piece.length > 0) controller.enqueue(piece)
      if (at <= to && piece.length > 0) return
      await close()
      controller.close()
    },
    cancel: close,
  })
}
