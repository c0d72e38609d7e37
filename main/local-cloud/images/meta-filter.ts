/** What the metadata of an image must hold at one place to be listed. Only objects are walked, never lists. */
export type MetaFilter =
  | { kind: 'among'; path: readonly string[]; values: readonly (string | number | boolean)[] }
  | { kind: 'compared'; path: readonly string[]; sign: '>' | '>=' | '<' | '<='; bound: number }

type Condition = { where: string; values: readonly (string | number)[] }

/** A filter as a condition on the column `metadata`. Nothing of the caller's becomes part of the SQL. */
export function toCondition(filter: MetaFilter): Condition {
  const path = `$${filter.path.map(name => `."${name}"`).join('')}`
  switch (filter.kind) {
    case 'among': {
      // The column was written by JSON.stringify, so equal values are equal texts, whatever SQLite makes of numbers.
      const literals = filter.values.map(value => JSON.stringify(value))
      return { where: `metadata -> ? IN (${literals.map(() => '?').join(', ')})`, values: [path, ...literals] }
    }
    case 'compared':
      return {
        // As doubles: past 2^53 the column holds a rounded integer that SQLite would take at its word.
        where: `json_type(metadata, ?) IN ('integer', 'real') AND CAST(metadata ->> ? AS REAL) ${filter.sign} ?`,
        values: [path, path, filter.bound],
      }
  }
}
