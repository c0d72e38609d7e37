import type { SQLInputValue } from 'node:sqlite'
import { foldText } from './fold-text.ts'

/** One thing asked of each row, and the values it is asked with. */
export type Condition = { sql: string; values: readonly SQLInputValue[] }

export const sqlOf = (conditions: readonly Condition[]) => conditions.map(condition => condition.sql).join(' AND ')
export const valuesOf = (conditions: readonly Condition[]) => conditions.flatMap(condition => condition.values)

/** Each word of the text stands somewhere in the column `words`, whatever its case and accents. */
export function wordConditions(text: string): Condition[] {
  const words = [...new Set(foldText(text).split(/\s+/))].filter(word => word !== '')
  return words.map(word => ({
    sql: `words LIKE ? ESCAPE '\\'`,
    values: [`%${word.replace(/[\\%_]/g, '\\$&')}%`],
  }))
}
