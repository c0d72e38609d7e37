/** One picture of an icon file: a PNG, or bare pixels for what must be readable by every program of Windows. */
export type IcoPicture = { size: number } & ({ png: Buffer } | { pixels: Buffer })

const header = 6
const row = 16

/** A Windows icon: a table of pictures, then the pictures. */
export function makeIco(pictures: readonly IcoPicture[]): Buffer {
  const bodies = pictures.map(picture => ('png' in picture ? picture.png : bitmap(picture.size, picture.pixels)))
  const table = Buffer.alloc(header + row * pictures.length)
  table.writeUInt16LE(1, 2)
  table.writeUInt16LE(pictures.length, 4)
  let offset = table.length
  for (const [index, body] of bodies.entries()) {
    const at = header + row * index
    // 256 does not fit into the byte it has, and is written as 0.
    const side = (pictures[index]?.size ?? 0) % 256
    table.writeUInt8(side, at)
    table.writeUInt8(side, at + 1)
    table.writeUInt16LE(1, at + 4)
    table.writeUInt16LE(32, at + 6)
    table.writeUInt32LE(body.length, at + 8)
    table.writeUInt32LE(offset, at + 12)
    offset += body.length
  }
  return Buffer.concat([table, ...bodies])
}

/** A bitmap without its file header: colours from the bottom up as blue, green, red, alpha, then a mask that alpha makes needless. */
function bitmap(size: number, pixels: Buffer): Buffer {
  const head = Buffer.alloc(40)
  head.writeUInt32LE(40, 0)
  head.writeInt32LE(size, 4)
  // Colours and mask count as one picture of twice the height.
  head.writeInt32LE(size * 2, 8)
  head.writeUInt16LE(1, 12)
  head.writeUInt16LE(32, 14)
  const colours = Buffer.alloc(size * size * 4)
  for (let y = 0; y < size; y += 1) {
    const line = pixels.subarray((size - 1 - y) * size * 4, (size - y) * size * 4)
    line.copy(colours, y * size * 4)
    for (let at = y * size * 4; at < (y + 1) * size * 4; at += 4) {
      const red = colours.readUInt8(at)
      colours.writeUInt8(colours.readUInt8(at + 2), at)
      colours.writeUInt8(red, at + 2)
    }
  }
  const mask = Buffer.alloc(Math.ceil(size / 32) * 4 * size)
  return Buffer.concat([head, colours, mask])
}
