import type { QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'

/** What a batch that waits for its word holds: jobs that are ready, and what is known of its other photos. */
export function stagedIn(connection: Connection): QueueStore['staged'] {
  function* batches(): Iterable<{ batch: string; profile: string }> {
    let last = ''
    for (;;) {
      // One step in the index per batch, however many photos it has.
      const row = connection.row(
        'SELECT batch, profile FROM jobs INDEXED BY jobs_batch WHERE batch > ? ORDER BY batch LIMIT 1',
        last,
      )
      if (row === undefined) return
      last = String(row['batch'])
      yield { batch: last, profile: String(row['profile']) }
    }
  }

  return {
    batches: () => [...batches()],
    jobs: batch =>
      connection
        .lists('SELECT id FROM jobs INDEXED BY jobs_batch WHERE batch = ? ORDER BY rank, place, created_at, id', batch)
        .map(([id]) => String(id)),
    paths: batch => [
      ...connection
        .lists(
          'SELECT path FROM jobs INDEXED BY jobs_batch WHERE batch = ? ORDER BY rank, place, created_at, id',
          batch,
        )
        .map(([path]) => String(path)),
      ...connection
        .lists('SELECT path FROM ledger INDEXED BY ledger_batch WHERE batch = ?', batch)
        .map(([path]) => String(path)),
    ],
    ready(batch, most) {
      const sum = connection.row(
        'SELECT count(*) AS count, total(size) AS bytes FROM jobs INDEXED BY jobs_batch WHERE batch = ?',
        batch,
      )
      const paths = connection.rows(
        'SELECT path FROM jobs INDEXED BY jobs_batch WHERE batch = ? ORDER BY rank, place, created_at, id LIMIT ?',
        batch,
        most,
      )
      return { count: Number(sum?.['count']), bytes: Number(sum?.['bytes']), paths: paths.map(pathOf) }
    },
    others(batch, most) {
      const sums = connection.rows(
        `SELECT batch_group, count(*) AS count, total(size) AS bytes FROM ledger INDEXED BY ledger_batch
         WHERE batch = ? GROUP BY batch_group`,
        batch,
      )
      return sums.map(sum => {
        const group = String(sum['batch_group'])
        const paths = connection.rows(
          `SELECT path FROM ledger INDEXED BY ledger_batch WHERE batch = ? AND batch_group = ?
           ORDER BY at DESC, n DESC LIMIT ?`,
          batch,
          group,
          most,
        )
        return { group, count: Number(sum['count']), bytes: Number(sum['bytes']), paths: paths.map(pathOf) }
      })
    },
    release: batch => void connection.run('UPDATE ledger SET batch = NULL, batch_group = NULL WHERE batch = ?', batch),
  }
}

const pathOf = (row: Record<string, unknown>) => String(row['path'])
