/** Part of some bytes; `to` is the last one. */
export type ByteRange = { kind: 'whole' } | { kind: 'part'; from: number; to: number } | { kind: 'unsatisfiable' }

/** What a `Range` header asks for. Several parts at once, or what is no range, is answered with the whole. */
export function byteRange(header: string | null, size: number): ByteRange {
  const [, first = '', last = ''] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? []
  if (first === '' && last === '') return { kind: 'whole' }
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? { kind: 'unsatisfiable' } : { kind: 'part', from: size - length, to: size - 1 }
  }
  if (last !== '' && Number(last) < Number(first)) return { kind: 'whole' }
  if (Number(first) >= size) return { kind: 'unsatisfiable' }
  return { kind: 'part', from: Number(first), to: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
