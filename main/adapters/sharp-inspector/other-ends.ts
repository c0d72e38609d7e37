import type { PhotoBytes } from './photo-bytes.ts'

const hole = Buffer.alloc(1024)
const tooEarly = 'the file ends too early'

/** Says what is missing at the end of a PNG, or null: its chunks must lead to the end chunk. */
export async function pngEnd(bytes: PhotoBytes): Promise<string | null> {
  let at = 8
  while (at + 12 <= bytes.size) {
    const header = await bytes.read(at, 8)
    if (header.toString('latin1', 4, 8) === 'IEND') return null
    at += 12 + header.readUInt32BE(0)
  }
  return tooEarly
}

/** Says what is missing at the end of a WebP, or null: the container tells its own length, and no frame is a hole. */
export async function webpEnd(bytes: PhotoBytes): Promise<string | null> {
  const end = bytes.size < 12 ? Infinity : 8 + bytes.head.readUInt32LE(4)
  if (end > bytes.size) return tooEarly
  let at = 12
  while (at + 8 <= end) {
    const header = await bytes.read(at, 8)
    const next = at + 8 + header.readUInt32LE(4)
    const isPicture = /^(VP8|ALPH|ANMF)/.test(header.toString('latin1', 0, 4))
    if (isPicture && bytes.whole && bytes.head.subarray(at, next).includes(hole))
      return 'a part of the picture is zeros'
    at = next + (next % 2)
  }
  return at < end ? tooEarly : null
}

/** Says what is missing at the end of a GIF, or null: its blocks must lead to the trailer. */
export function gifEnd({ head, tail, whole }: PhotoBytes): string | null {
  if (!whole) return tail.includes(0x3b) ? null : tooEarly
  let at = 13 + colours(head[10])
  while (at < head.length) {
    const kind = head[at]
    if (kind === 0x3b) return null
    // Some writers leave a zero between blocks; decoders step over it.
    if (kind === 0x00) at += 1
    else if (kind === 0x21) at = afterParts(head, at + 2)
    else if (kind === 0x2c) at = afterParts(head, at + 11 + colours(head[at + 9]))
    else return 'a frame is broken'
  }
  return tooEarly
}

const colours = (flags = 0) => (flags & 0x80 ? 3 << ((flags & 7) + 1) : 0)

function afterParts(head: Buffer, start: number): number {
  let at = start
  while (at < head.length && head[at] !== 0) at += 1 + (head[at] ?? 0)
  return at + 1
}

/** Says what is missing at the end of a BMP, or null: the header tells its length. */
export function bmpEnd({ head, size }: PhotoBytes): string | null {
  return head.length < 26 || head.readUInt32LE(2) > size ? tooEarly : null
}

/** Says what is missing in a Photoshop file, or null: its three sections of told length must fit before the picture. */
export async function psdEnd(bytes: PhotoBytes): Promise<string | null> {
  const lengthBytes = bytes.head[5] === 2 ? 8 : 4
  let at = 26
  for (const width of [4, 4, lengthBytes]) {
    const told = await bytes.read(at, width)
    if (told.length < width) return tooEarly
    at += width + (width === 8 ? Number(told.readBigUInt64BE(0)) : told.readUInt32BE(0))
  }
  return at + 2 < bytes.size ? null : tooEarly
}
