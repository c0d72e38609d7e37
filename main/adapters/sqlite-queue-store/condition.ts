import type { SQLInputValue } from 'node:sqlite'
import { wordsIn } from '../../../preload/contract/index.ts'

/** One thing asked of each row, and the values it is asked with. */
export type Condition = { sql: string; values: readonly SQLInputValue[] }

export const sqlOf = (conditions: readonly Condition[]) => conditions.map(condition => condition.sql).join(' AND ')
export const valuesOf = (conditions: readonly Condition[]) => conditions.flatMap(condition => condition.values)

/** Nothing is asked where nothing was said; null asks for rows that have none. */
export const equals = (column: string, value: string | null | undefined): Condition[] =>
  value === undefined ? [] : [{ sql: `${column} IS ?`, values: [value] }]

/** Each word of the text stands somewhere in the column `words`, whatever its case and accents. */
export function wordConditions(text: string): Condition[] {
  return wordsIn(text).map(word => ({
    sql: `words LIKE ? ESCAPE '\\'`,
    values: [`%${word.replace(/[\\%_]/g, '\\$&')}%`],
  }))
}
