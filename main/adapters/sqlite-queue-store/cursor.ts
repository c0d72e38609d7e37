import { z } from 'zod'

/** Where the next page begins, as text nobody outside need understand: the order it belongs to, and the last row's keys. */
export function writeCursor(order: string, keys: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify([order, ...keys])).toString('base64url')
}

/** The keys of a cursor of this order and length. One that is foreign or garbled begins at the first page. */
export function readCursor(order: string, length: number, text: string | undefined): (string | number)[] | null {
  if (text === undefined) return null
  const keys = z.array(z.union([z.string(), z.number()])).safeParse(parsed(text))
  return keys.success && keys.data[0] === order && keys.data.length === length + 1 ? keys.data.slice(1) : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch {
    return null
  }
}
