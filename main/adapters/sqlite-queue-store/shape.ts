import type { SQLOutputValue } from 'node:sqlite'
import type { z } from 'zod'

export type Row = Record<string, SQLOutputValue>
export type TableName = 'jobs' | 'ledger' | 'receipts' | 'folders' | 'profiles' | 'picked' | 'settings' | 'library'

/** How the rows of one table become values: put together from columns and JSON, then proven by the schema. */
export type Shape<T> = { table: TableName; schema: z.ZodType<T>; compose(row: Row): unknown }

export type Reading<T> = { ok: true; value: T } | { ok: false; reason: string }

/** Reads one row, or says why it cannot be what it should. */
export function readRow<T>(shape: Shape<T>, row: Row): Reading<T> {
  try {
    const read = shape.schema.safeParse(shape.compose(row))
    return read.success ? { ok: true, value: read.data } : { ok: false, reason: read.error.message }
  } catch (error) {
    return { ok: false, reason: String(error) }
  }
}

/** The JSON of a column as a plain object. */
export function objectIn(text: SQLOutputValue | undefined): Record<string, unknown> {
  const value: unknown = JSON.parse(String(text))
  if (typeof value !== 'object' || value === null) throw new TypeError('not an object')
  return { ...value }
}
