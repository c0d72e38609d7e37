import type { Size } from '../picture/size.ts'

const tags = {
  orientation: 0x0112,
  artist: 0x013b,
  copyright: 0x8298,
  exif: 0x8769,
  pixelsAcross: 0xa002,
  pixelsDown: 0xa003,
  stripAt: 0x0111,
  stripBytes: 0x0117,
  thumbnailAt: 0x0201,
  thumbnailBytes: 0x0202,
} as const
const ascii = 2
const short = 3

/** Where a field's value stands, or where the place of a longer value stands. */
type Field = { at: number; type: number; count: number }
type Directory = { fields: Map<number, Field>; nextAt: number }

export type ExifBlock = {
  /** The bytes of a text in the main directory, without its closing zeros. */
  text(name: 'artist' | 'copyright'): Buffer | null
  /** The block of a picture that now stands upright and has this size. Its thumbnail goes: it shows the picture as it was. */
  asRendered(size: Size): Buffer
}

/** One EXIF block, with or without its `Exif` mark, read only where we look: what a broken one claims costs nothing. */
export function openExif(block: Buffer): ExifBlock | null {
  const read = block.toString('latin1', 0, 6) === 'Exif\0\0' ? block.subarray(6) : block
  const order = read.toString('latin1', 0, 4)
  if (read.length < 8 || (order !== 'II*\0' && order !== 'MM\0*')) return null
  const bytes = Buffer.from(read)
  const isBig = order === 'MM\0*'

  const shortAt = (at: number) => (at + 2 > bytes.length ? 0 : isBig ? bytes.readUInt16BE(at) : bytes.readUInt16LE(at))
  const longAt = (at: number) => (at + 4 > bytes.length ? 0 : isBig ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at))
  const valueOf = (field: Field | undefined) =>
    field?.count !== 1 ? 0 : field.type === short ? shortAt(field.at) : longAt(field.at)

  const directory = (at: number): Directory => {
    const fields = new Map<number, Field>()
    const nextAt = at + 2 + shortAt(at) * 12
    for (let field = at + 2; field < nextAt && field + 12 <= bytes.length; field += 12)
      fields.set(shortAt(field), { type: shortAt(field + 2), count: longAt(field + 4), at: field + 8 })
    return { fields, nextAt }
  }
  const main = directory(longAt(4))

  const set = (field: Field | undefined, value: number) => {
    if (field?.count !== 1 || (field.type === short && value > 0xffff)) return
    const width = field.type === short ? 2 : 4
    if (isBig) bytes.writeUIntBE(value, field.at, width)
    else bytes.writeUIntLE(value, field.at, width)
  }

  const dropThumbnail = () => {
    const next = longAt(main.nextAt)
    if (next === 0) return
    const { fields } = directory(next)
    for (const [at, length] of [
      [tags.thumbnailAt, tags.thumbnailBytes],
      [tags.stripAt, tags.stripBytes],
    ] as const) {
      const from = valueOf(fields.get(at))
      if (from > 0)
        bytes.fill(0, Math.min(from, bytes.length), Math.min(from + valueOf(fields.get(length)), bytes.length))
    }
    bytes.fill(0, main.nextAt, main.nextAt + 4)
  }

  return {
    text(name) {
      const field = main.fields.get(tags[name])
      if (field?.type !== ascii) return null
      const at = field.count <= 4 ? field.at : longAt(field.at)
      const text = bytes.subarray(at, at + field.count)
      const end = text.findLastIndex(byte => byte !== 0 && byte !== 0x20) + 1
      return end > 0 ? Buffer.from(text.subarray(0, end)) : null
    },

    asRendered({ width, height }) {
      set(main.fields.get(tags.orientation), 1)
      const place = main.fields.get(tags.exif)
      const exif = place && directory(longAt(place.at)).fields
      set(exif?.get(tags.pixelsAcross), width)
      set(exif?.get(tags.pixelsDown), height)
      dropThumbnail()
      return bytes
    },
  }
}
