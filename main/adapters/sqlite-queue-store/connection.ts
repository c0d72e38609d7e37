import { writeFileSync } from 'node:fs'
import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import type { Problem } from '../../../preload/contract/index.ts'
import { isDamage } from './problem-of-sqlite.ts'
import { readRow, type Row, type Shape, type TableName } from './shape.ts'

/** The open database as the tables of this folder use it. */
export interface Connection {
  run(sql: string, ...values: SQLInputValue[]): number
  row(sql: string, ...values: SQLInputValue[]): Row | undefined
  rows(sql: string, ...values: SQLInputValue[]): Row[]
  /** Rows as plain lists of their columns: half the cost where there are very many. */
  lists(sql: string, ...values: SQLInputValue[]): SQLOutputValue[][]
  /** The first row that reads as it should. Rows that do not are set aside, and asked past. */
  first<T>(shape: Shape<T>, sql: string, ...values: SQLInputValue[]): T | undefined
  /** All rows that read as they should; the others are set aside. */
  every<T>(shape: Shape<T>, sql: string, ...values: SQLInputValue[]): T[]
  transaction<T>(durability: 'soon' | 'durable', run: () => T): T
  /** Runs once what has been written so far is committed; never after a rollback. */
  afterCommit(run: () => void): void
  notice(problem: Problem): void
  takeNotices(): Problem[]
  close(): void
}

/** Beside the database: it was found damaged while running, so the next start looks at all of it. */
export const suspectMark = (file: string) => `${file}.suspect`

export function createConnection(database: DatabaseSync, file: string): Connection {
  const prepared = new Map<string, StatementSync>()
  const notices: Problem[] = []
  const rowsSetAside = new Map<TableName, number>()
  let waiting = new Set<() => void>()
  let depth = 0
  let owesDurability = false

  function guarded<T>(run: () => T): T {
    try {
      return run()
    } catch (error) {
      if (isDamage(error)) writeFileSync(suspectMark(file), String(error))
      throw error
    }
  }

  function statement(sql: string): StatementSync {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const fresh = database.prepare(sql)
    prepared.set(sql, fresh)
    return fresh
  }

  const run = (sql: string, ...values: SQLInputValue[]) => guarded(() => Number(statement(sql).run(...values).changes))
  const row = (sql: string, ...values: SQLInputValue[]) => guarded(() => statement(sql).get(...values))
  const rows = (sql: string, ...values: SQLInputValue[]) => guarded(() => statement(sql).all(...values))

  function lists(sql: string, ...values: SQLInputValue[]): SQLOutputValue[][] {
    const asked = statement(sql)
    asked.setReturnArrays(true)
    // What the types do not say yet: with this setting rows are lists.
    return guarded(() => asked.all(...values)) as unknown as SQLOutputValue[][]
  }

  function setAside(table: TableName, bad: Row, reason: string) {
    transaction('soon', () => {
      const when = new Date().toISOString()
      run(
        'INSERT INTO set_aside (origin, at, reason, row) VALUES (?, ?, ?, ?)',
        table,
        when,
        reason,
        JSON.stringify(bad),
      )
      run(`DELETE FROM ${table} WHERE n = ?`, bad['n'] ?? null)
      // Its photo must be found and judged again, not taken for accepted.
      if (table === 'jobs')
        run('DELETE FROM ledger WHERE profile = ? AND path = ?', bad['profile'] ?? null, bad['path'] ?? null)
      // The mirror has a hole now: without its mark the next sync looks at everything.
      if (table === 'library') run('DELETE FROM library_marks WHERE profile = ?', bad['profile'] ?? null)
    })
    rowsSetAside.set(table, (rowsSetAside.get(table) ?? 0) + 1)
  }

  function every<T>(shape: Shape<T>, sql: string, ...values: SQLInputValue[]): T[] {
    // Asked anew after setting rows aside, so that a page is full whenever there is enough to fill it.
    for (;;) {
      const found: T[] = []
      let bad = 0
      for (const each of rows(sql, ...values)) {
        const reading = readRow(shape, each)
        if (reading.ok) found.push(reading.value)
        else {
          setAside(shape.table, each, reading.reason)
          bad += 1
        }
      }
      if (bad === 0) return found
    }
  }

  function first<T>(shape: Shape<T>, sql: string, ...values: SQLInputValue[]): T | undefined {
    for (;;) {
      const found = row(sql, ...values)
      if (found === undefined) return undefined
      const reading = readRow(shape, found)
      if (reading.ok) return reading.value
      setAside(shape.table, found, reading.reason)
    }
  }

  function transaction<T>(durability: 'soon' | 'durable', work: () => T): T {
    if (depth > 0) {
      if (durability === 'durable') owesDurability = true
      return nested(work)
    }
    if (durability === 'durable') return durably(() => whole(work))
    const done = whole(work)
    // With FULL, a commit takes to the platter all that was written to the log before it.
    if (owesDurability) durably(() => run('UPDATE beat SET count = count + 1 WHERE n = 1'))
    owesDurability = false
    return done
  }

  function nested<T>(work: () => T): T {
    depth += 1
    try {
      return work()
    } finally {
      depth -= 1
    }
  }

  function durably<T>(work: () => T): T {
    database.exec('PRAGMA synchronous = FULL')
    try {
      return work()
    } finally {
      database.exec('PRAGMA synchronous = NORMAL')
      owesDurability = false
    }
  }

  function whole<T>(work: () => T): T {
    run('BEGIN IMMEDIATE')
    try {
      const done = nested(work)
      run('COMMIT')
      tellCommitted()
      return done
    } catch (error) {
      waiting = new Set()
      owesDurability = false
      // A full disk has already rolled back.
      if (database.isTransaction) run('ROLLBACK')
      throw error
    }
  }

  function tellCommitted() {
    const told = waiting
    waiting = new Set()
    for (const tell of told) tell()
  }

  return {
    run,
    row,
    rows,
    lists,
    first,
    every,
    transaction,
    afterCommit(tell) {
      if (depth > 0) waiting.add(tell)
      else tell()
    },
    notice: problem => void notices.push(problem),
    takeNotices() {
      for (const [table, count] of rowsSetAside) notices.push({ code: 'rows-set-aside', count, table })
      rowsSetAside.clear()
      return notices.splice(0)
    },
    close: () => database.close(),
  }
}
