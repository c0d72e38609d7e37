import type { Triple } from './lab.ts'

type Profile = { kind: 'mntr' | 'prtr'; space: string; connection: string; name: string; tags: Record<string, Buffer> }

/** A colour profile of version 2.4, made of ready tags. */
export function makeIcc({ kind, space, connection, name, tags }: Profile): Buffer {
  const all: Record<string, Buffer> = { desc: description(name), cprt: textTag('none'), ...tags }
  const table = Buffer.alloc(4 + Object.keys(all).length * 12)
  table.writeUInt32BE(Object.keys(all).length)
  const bodies: Buffer[] = []
  let at = 128 + table.length
  for (const [i, [tag, body]] of Object.entries(all).entries()) {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)])
    table.write(tag, 4 + i * 12, 'latin1')
    table.writeUInt32BE(at, 8 + i * 12)
    table.writeUInt32BE(body.length, 12 + i * 12)
    bodies.push(padded)
    at += padded.length
  }
  const head = Buffer.alloc(128)
  head.writeUInt32BE(at)
  head.writeUInt32BE(0x02400000, 8)
  head.write(`${kind}${space}${connection}`, 12, 'latin1')
  head.write('acsp', 36, 'latin1')
  for (const [i, part] of [0.9642, 1, 0.8249].entries()) head.writeInt32BE(fixed(part), 68 + i * 4)
  return Buffer.concat([head, table, ...bodies])
}

/** A colour by its X, Y and Z. */
export function xyz(values: Triple): Buffer {
  const tag = Buffer.alloc(20)
  tag.write('XYZ ', 'latin1')
  for (const [i, value] of values.entries()) tag.writeInt32BE(fixed(value), 8 + i * 4)
  return tag
}

/** The light behind each value, of 0–1, in a thousand steps. */
export function curve(light: (value: number) => number): Buffer {
  const steps = 1024
  const tag = Buffer.alloc(12 + steps * 2)
  tag.write('curv', 'latin1')
  tag.writeUInt32BE(steps, 8)
  for (let i = 0; i < steps; i++) tag.writeUInt16BE(Math.round(light(i / (steps - 1)) * 65_535), 12 + i * 2)
  return tag
}

const fixed = (value: number) => Math.round(value * 65_536)

function textTag(text: string): Buffer {
  return Buffer.from(`text\0\0\0\0${text}\0`, 'latin1')
}

function description(name: string): Buffer {
  const tag = Buffer.alloc(12 + name.length + 1 + 78)
  tag.write('desc', 'latin1')
  tag.writeUInt32BE(name.length + 1, 8)
  tag.write(name, 12, 'latin1')
  return tag
}
