/** Sizes in pixels, and the kinds under which macOS looks for them; a size may serve as the double of a smaller one, too. */
const kinds: readonly (readonly [size: number, kind: string])[] = [
  [16, 'icp4'],
  [32, 'icp5'],
  [32, 'ic11'],
  [64, 'ic12'],
  [128, 'ic07'],
  [256, 'ic08'],
  [256, 'ic13'],
  [512, 'ic09'],
  [512, 'ic14'],
  [1_024, 'ic10'],
]

/** The sizes that `makeIcns` needs. */
export const icnsSizes: readonly number[] = [...new Set(kinds.map(([size]) => size))]

/** An icon of macOS from PNG files, one per size. */
export function makeIcns(pngs: ReadonlyMap<number, Buffer>): Buffer {
  const blocks = kinds.flatMap(([size, kind]) => {
    const png = pngs.get(size)
    return png === undefined ? [] : [block(kind, png)]
  })
  return block('icns', Buffer.concat(blocks))
}

function block(kind: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(kind, 0, 'latin1')
  head.writeUInt32BE(body.length + head.length, 4)
  return Buffer.concat([head, body])
}
