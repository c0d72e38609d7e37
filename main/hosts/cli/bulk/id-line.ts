import { z } from 'zod'
import { jsonLine } from '../print/json-line.ts'
import { printable } from '../print/printable.ts'

/** An id as a line of its own, which `idOfLine` reads back: as it is, or as JSON where it would not survive that. */
export const idLine = (id: string): string =>
  id === '' || /^["{]/.test(id) || id.trim() !== id || printable(id) !== id ? jsonLine(id) : id

const Named = z.union([
  z.string(),
  z.object({ id: z.string() }).transform(one => one.id),
  z.object({ imageId: z.string() }).transform(one => one.imageId),
  z.object({ image: z.object({ id: z.string() }) }).transform(one => one.image.id),
])

/** What a line names: itself, or as JSON a text or the `id` or `imageId` of what our commands print. Null: nothing. */
export function idOfLine(line: string): string | null {
  const text = line.trim()
  if (!/^["{]/.test(text)) return text
  try {
    return Named.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
