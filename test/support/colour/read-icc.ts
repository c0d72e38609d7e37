import type { Matrix, Triple } from './lab.ts'

type Light = (value: number) => number

/** What a real profile of three primaries says: how they look, and the light behind each value of 0–1. */
export function readIcc(icc: Buffer): { primaries: Matrix; light: Light } {
  const tag = (name: string): Buffer => {
    for (let i = 0; i < icc.readUInt32BE(128); i++) {
      const at = 132 + i * 12
      if (icc.toString('latin1', at, at + 4) === name) return icc.subarray(icc.readUInt32BE(at + 4))
    }
    throw new Error(`the profile has no ${name}`)
  }
  const part = (bytes: Buffer, at: number) => bytes.readInt32BE(at) / 65_536
  const colour = (name: string): Triple => {
    const bytes = tag(name)
    return [part(bytes, 8), part(bytes, 12), part(bytes, 16)]
  }
  const [r, g, b] = [colour('rXYZ'), colour('gXYZ'), colour('bXYZ')]
  return {
    primaries: [
      [r[0], g[0], b[0]],
      [r[1], g[1], b[1]],
      [r[2], g[2], b[2]],
    ],
    light: curveOf(tag('rTRC')),
  }
}

function curveOf(tag: Buffer): Light {
  if (tag.toString('latin1', 0, 4) === 'curv') {
    const count = tag.readUInt32BE(8)
    if (count === 0) return value => value
    if (count === 1) return value => value ** (tag.readUInt16BE(12) / 256)
    const step = (i: number) => tag.readUInt16BE(12 + Math.min(i, count - 1) * 2) / 65_535
    return value => {
      const at = value * (count - 1)
      const below = Math.floor(at)
      return step(below) + (step(below + 1) - step(below)) * (at - below)
    }
  }
  if (tag.toString('latin1', 0, 4) !== 'para' || tag.readUInt16BE(8) > 3) throw new Error('a curve of another kind')
  const [g = 1, a = 1, b = 0, c = 0, d = 0] = [0, 1, 2, 3, 4].map(i => tag.readInt32BE(12 + i * 4) / 65_536)
  return tag.readUInt16BE(8) === 3 ? value => (value >= d ? (a * value + b) ** g : c * value) : value => value ** g
}
