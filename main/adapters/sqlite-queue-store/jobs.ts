import type { Instant, JobId, JobKind, ProfileName, UploadJob } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import { pageOfJobs } from './job-pages.ts'
import { isOpen, jobColumns, jobKinds, jobShape, rowOfJob } from './job-row.ts'
import { livePairs, mergeStreams } from './job-streams.ts'
import type { Row } from './shape.ts'

const batchSize = 500
const columns = jobColumns.join(', ')
const save = `INSERT INTO jobs (${columns}) VALUES (${jobColumns.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${jobColumns
    .slice(1)
    .map(column => `${column} = excluded.${column}`)
    .join(', ')}`
const get = 'SELECT * FROM jobs WHERE id = ?'

function perKind(rows: readonly Row[]): Record<JobKind, number> {
  const count = new Map(rows.map(row => [row['kind'], Number(row['jobs'])]))
  // The only cast: `jobKinds` names every kind.
  return Object.fromEntries(jobKinds.map(kind => [kind, count.get(kind) ?? 0])) as Record<JobKind, number>
}

/** The upload jobs of the queue. */
export function jobsIn(connection: Connection): QueueStore['jobs'] {
  function startable(
    limit: number,
    now: Instant,
    closed: readonly ProfileName[],
    skip: ReadonlySet<JobId>,
  ): UploadJob[] {
    connection.run(`UPDATE jobs SET due = 1 WHERE kind = 'waiting' AND due = 0 AND until <= ?`, now)
    const streams = livePairs(connection, ['queued', 'waiting'], undefined)
      .filter(pair => !closed.includes(pair.profile))
      .map(({ profile, kind }) =>
        kind === 'queued'
          ? { where: `INDEXED BY jobs_order WHERE open = 1 AND profile = ? AND kind = 'queued'`, values: [profile] }
          : // A clock set back makes a due job wait again.
            { where: 'INDEXED BY jobs_due WHERE due = 1 AND profile = ? AND until <= ?', values: [profile, now] },
      )
    if (streams.length === 0) return []
    const { sql, values } = mergeStreams('*', streams, 'rank, place, created_at, id')
    return connection
      .every(jobShape, sql, ...values, limit + skip.size)
      .filter(job => !skip.has(job.id))
      .slice(0, limit)
  }

  function* inStates(kinds: readonly JobKind[]): Iterable<UploadJob> {
    let last: [number, string] = [Number.NEGATIVE_INFINITY, '']
    for (;;) {
      const streams = livePairs(connection, kinds, undefined).map(({ profile, kind }) => ({
        where: 'INDEXED BY jobs_age WHERE profile = ? AND kind = ? AND (created_at, id) > (?, ?)',
        values: [profile, kind, ...last],
      }))
      if (streams.length === 0) return
      const { sql, values } = mergeStreams('created_at, id', streams, 'created_at, id')
      const batch = connection.rows(sql, ...values, batchSize)
      for (const row of batch) {
        last = [Number(row['created_at']), String(row['id'])]
        // Read only now: whoever takes them one by one may have changed those to come.
        const job = connection.first(jobShape, get, last[1])
        if (job !== undefined && kinds.includes(job.state.kind)) yield job
      }
      if (batch.length < batchSize) return
    }
  }

  const counts = () => perKind(connection.rows('SELECT kind, sum(jobs) AS jobs FROM tally GROUP BY kind'))

  return {
    save: job => void connection.run(save, ...rowOfJob(job)),
    get: id => connection.first(jobShape, get, id),
    ofPath: (profile, path) =>
      connection.first(
        jobShape,
        `SELECT * FROM jobs INDEXED BY jobs_path WHERE kind <> 'delivered' AND profile = ? AND path = ?
         ORDER BY created_at DESC LIMIT 1`,
        profile,
        path,
      ),
    ofBytes: (profile, sha256) =>
      connection.first(
        jobShape,
        `SELECT * FROM jobs INDEXED BY jobs_bytes WHERE kind <> 'delivered' AND profile = ? AND sha256 = ?
         ORDER BY created_at DESC LIMIT 1`,
        profile,
        sha256,
      ),
    startable,
    nextDue(now) {
      // Two looks, so that each is one step in the index.
      const dueAfter = (due: 0 | 1) =>
        connection.row(
          `SELECT until FROM jobs INDEXED BY jobs_waiting WHERE kind = 'waiting' AND due = ? AND until > ?
           ORDER BY until LIMIT 1`,
          due,
          now,
        )
      const first = [dueAfter(0), dueAfter(1)].flatMap(row => (row === undefined ? [] : [Number(row['until'])]))
      return first.length === 0 ? null : Math.min(...first)
    },
    inStates,
    counts,
    bytesLeft: () =>
      connection
        .rows('SELECT kind, sum(bytes) AS bytes FROM tally GROUP BY kind')
        .filter(row => isOpen(String(row['kind'])) && row['kind'] !== 'staged')
        .reduce((sum, row) => sum + Number(row['bytes']), 0),
    page: choice => pageOfJobs(connection, choice),
    countsIn(folder, since) {
      const found = connection.rows(
        'SELECT kind, count(*) AS jobs FROM jobs INDEXED BY jobs_folder WHERE folder = ? GROUP BY kind',
        folder,
      )
      const delivered = connection.row(
        `SELECT count(*) AS jobs FROM jobs INDEXED BY jobs_folder WHERE folder = ? AND kind = 'delivered'
         AND delivered_at >= ?`,
        folder,
        since,
      )
      return { kinds: perKind(found), deliveredSince: Number(delivered?.['jobs']) }
    },
    lastDelivered: folder =>
      connection.first(
        jobShape,
        `SELECT * FROM jobs INDEXED BY jobs_folder WHERE folder = ? AND kind = 'delivered'
         ORDER BY delivered_at DESC LIMIT 1`,
        folder,
      ),
    remove: id => void connection.run('DELETE FROM jobs WHERE id = ?', id),
    makeDue: (profile, codes, now) =>
      connection.run(
        `UPDATE jobs INDEXED BY jobs_because SET until = ?1, due = 1 WHERE kind = 'waiting' AND profile = ?2
         AND because IN (SELECT value FROM json_each(?3)) AND until > ?1`,
        now,
        profile,
        JSON.stringify(codes),
      ),
  }
}
