import type { Verdict } from '../../../preload/contract/index.ts'
import type { KnownPhoto, QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import { wordsOfPath } from './fold-text.ts'
import { pageOfKnown } from './known-pages.ts'
import { knownPhoto, placeOfId } from './known-row.ts'

const batchSize = 500

const put = `INSERT INTO ledger (profile, path, size, mtime_ms, folder, sha256, verdict, twin, image, words, rule, batch,
  batch_group, at, rest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (profile, path) DO UPDATE SET size = excluded.size, mtime_ms = excluded.mtime_ms, folder = excluded.folder,
  sha256 = excluded.sha256, verdict = excluded.verdict, twin = excluded.twin, image = excluded.image,
  words = excluded.words, rule = excluded.rule, batch = excluded.batch, batch_group = excluded.batch_group, at = excluded.at, rest = excluded.rest`

/** What is known of each path, so that a file judged once is not opened again. */
export function ledgerIn(connection: Connection): QueueStore['ledger'] {
  function* twins(): Iterable<KnownPhoto> {
    let last: [string, number] = ['', 0]
    for (;;) {
      const batch = connection.rows(
        `SELECT n, twin FROM ledger INDEXED BY ledger_twin WHERE twin IS NOT NULL AND (twin, n) > (?, ?)
         ORDER BY twin, n LIMIT ?`,
        ...last,
        batchSize,
      )
      for (const row of batch) {
        last = [String(row['twin']), Number(row['n'])]
        const photo = connection.first(knownPhoto, 'SELECT * FROM ledger WHERE n = ? AND twin IS NOT NULL', last[1])
        if (photo !== undefined) yield photo
      }
      if (batch.length < batchSize) return
    }
  }

  const photosOf = (verdict: string) =>
    Number(connection.row('SELECT total(photos) AS photos FROM ledger_tally WHERE verdict = ?', verdict)?.['photos'])

  return {
    put: photo =>
      void connection.run(
        put,
        photo.profile,
        photo.stamp.path,
        photo.stamp.size,
        photo.stamp.mtimeMs,
        photo.folder,
        photo.sha256,
        photo.verdict.kind,
        twinOf(photo.verdict),
        imageOf(photo.verdict),
        photo.verdict.kind === 'accepted' ? null : wordsOfPath(photo.stamp.path),
        'findings' in photo.verdict ? (photo.verdict.findings[0]?.rule ?? null) : null,
        photo.staged?.batch ?? null,
        photo.staged?.as ?? null,
        photo.at,
        JSON.stringify({ facts: photo.facts, verdict: photo.verdict, sending: photo.sending }),
      ),
    get: (profile, path) =>
      connection.first(knownPhoto, 'SELECT * FROM ledger WHERE profile = ? AND path = ?', profile, path),
    byId(id) {
      const place = placeOfId(id)
      return place && connection.first(knownPhoto, 'SELECT * FROM ledger WHERE n = ? AND at = ?', ...place)
    },
    page: query => pageOfKnown(connection, query),
    knows(profile, stamp) {
      const row = connection.row(
        'SELECT size, mtime_ms FROM ledger WHERE profile = ? AND path = ?',
        profile,
        stamp.path,
      )
      return row !== undefined && row['size'] === stamp.size && row['mtime_ms'] === stamp.mtimeMs
    },
    unknown(profile, stamps) {
      const [one, ...others] = stamps.map(({ path }) => path)
      if (one === undefined) return []
      // One range for all: the files of one directory lie side by side. A name that sorts otherwise here than there is only asked for once more.
      const first = others.reduce((least, path) => (path < least ? path : least), one)
      const last = others.reduce((most, path) => (path > most ? path : most), one)
      const sql =
        'SELECT path, size, mtime_ms FROM ledger INDEXED BY ledger_stamps WHERE profile = ? AND path >= ? AND path <= ?'
      const known = new Map(
        connection.lists(sql, profile, first, last).map(([path, size, mtimeMs]) => [path, { size, mtimeMs }]),
      )
      return stamps.filter(({ path, size, mtimeMs }) => {
        const kept = known.get(path)
        return kept === undefined || kept.size !== size || kept.mtimeMs !== mtimeMs
      })
    },
    forget: (profile, path) => void connection.run('DELETE FROM ledger WHERE profile = ? AND path = ?', profile, path),
    twinsOf: job => connection.every(knownPhoto, 'SELECT * FROM ledger WHERE twin = ?', job),
    twins,
    countIn: folder =>
      Number(connection.row('SELECT total(photos) AS photos FROM ledger_tally WHERE folder = ?', folder)?.['photos']),
    heldIn: folder =>
      Number(
        connection.row(`SELECT photos FROM ledger_tally WHERE folder = ? AND verdict = 'held'`, folder)?.['photos'] ??
          0,
      ),
    counts: () => ({ held: photosOf('held'), duplicate: photosOf('duplicate') }),
  }
}

function twinOf(verdict: Verdict): string | null {
  return verdict.kind === 'duplicate' && 'job' in verdict.of ? verdict.of.job : null
}

function imageOf(verdict: Verdict): string | null {
  return verdict.kind === 'duplicate' && 'image' in verdict.of ? verdict.of.image : null
}
