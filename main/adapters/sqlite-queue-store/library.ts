import type { ImageId, ProfileName } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import { listOfLibrary, pageOfLibrary } from './library-pages.ts'
import { libraryColumns, libraryShape, rowOfImage } from './library-row.ts'
import type { Receipts } from './receipts.ts'

const put = `INSERT INTO library (${libraryColumns.join(', ')}) VALUES (${libraryColumns.map(() => '?').join(', ')})
  ON CONFLICT (profile, image_id) DO UPDATE SET ${libraryColumns
    .slice(2)
    .map(column => `${column} = excluded.${column}`)
    .join(', ')}`

/** More are no list to choose from; they are found as text. */
const mostCreators = 500

/** The mirror of the accounts' images. Many are written as one: all or nothing. */
export function libraryIn(connection: Connection, receipts: Receipts): QueueStore['library'] {
  const remove = (profile: ProfileName, ids: readonly ImageId[]) =>
    connection.run(
      'DELETE FROM library WHERE profile = ? AND image_id IN (SELECT value FROM json_each(?))',
      profile,
      JSON.stringify(ids),
    )

  function proportionOf(profile: ProfileName, id: ImageId): number | null {
    const row = connection.row('SELECT proportion FROM library WHERE profile = ? AND image_id = ?', profile, id)
    const known = row?.['proportion']
    return typeof known === 'number' ? known : null
  }

  const store: QueueStore['library'] = {
    put: (profile, images) =>
      connection.transaction('soon', () => {
        for (const image of images) connection.run(put, ...rowOfImage(profile, image))
      }),
    get: (profile, id) =>
      connection.first(libraryShape, 'SELECT * FROM library WHERE profile = ? AND image_id = ?', profile, id),
    some: (profile, ids) =>
      connection.every(
        libraryShape,
        'SELECT * FROM library WHERE profile = ? AND image_id IN (SELECT value FROM json_each(?))',
        profile,
        JSON.stringify(ids),
      ),
    remove: (profile, ids) => void remove(profile, ids),
    forget: profile =>
      connection.transaction('soon', () => {
        connection.run('DELETE FROM library WHERE profile = ?', profile)
        connection.run('DELETE FROM library_marks WHERE profile = ?', profile)
        connection.run('DELETE FROM library_syncs WHERE profile = ?', profile)
      }),
    count: profile =>
      Number(connection.row('SELECT count(*) AS count FROM library WHERE profile = ?', profile)?.['count']),
    since: (profile, from) =>
      connection
        .lists(
          'SELECT image_id FROM library INDEXED BY library_age WHERE profile = ? AND uploaded_at >= ?',
          profile,
          from,
        )
        .map(([id]) => String(id)),
    list: (profile, filter) => listOfLibrary(connection, profile, filter),
    creators: profile =>
      connection
        .lists(
          `SELECT creator, count(*) FROM library INDEXED BY library_creator
           WHERE profile = ? AND creator IS NOT NULL GROUP BY creator`,
          profile,
        )
        .map(([creator, images]) => ({ creator: String(creator), images: Number(images) }))
        .sort((a, b) => b.images - a.images)
        .slice(0, mostCreators),
    page: (profile, query) => pageOfLibrary(connection, profile, query),
    move(profile, from, to) {
      const proportion = proportionOf(profile, from)
      remove(profile, [from])
      store.put(profile, [to])
      if (proportion !== null) store.learnProportion(profile, to.id, proportion)
      receipts.move(profile, from, to)
      connection.run(
        `UPDATE jobs SET image_id = ?1, rest = json_set(rest, '$.state.imageId', ?1)
         WHERE kind = 'delivered' AND profile = ?2 AND image_id = ?3`,
        to.id,
        profile,
        from,
      )
      connection.run(
        `UPDATE ledger SET image = ?1, rest = json_set(rest, '$.verdict.of.image', ?1) WHERE profile = ?2 AND image = ?3`,
        to.id,
        profile,
        from,
      )
    },
    mark(profile) {
      const row = connection.row('SELECT newest, whole_at, agreed FROM library_marks WHERE profile = ?', profile)
      return row && { newest: Number(row['newest']), wholeAt: Number(row['whole_at']), agreed: row['agreed'] === 1 }
    },
    setMark: (profile, mark) =>
      void connection.run(
        'REPLACE INTO library_marks VALUES (?, ?, ?, ?)',
        profile,
        mark.newest,
        mark.wholeAt,
        mark.agreed ? 1 : 0,
      ),
    syncedAt(profile) {
      const row = connection.row('SELECT at FROM library_syncs WHERE profile = ?', profile)
      return row && Number(row['at'])
    },
    setSyncedAt: (profile, at) => void connection.run('REPLACE INTO library_syncs VALUES (?, ?)', profile, at),
    learnProportion: (profile, id, proportion) =>
      void connection.run(
        'UPDATE library SET proportion = ? WHERE profile = ? AND image_id = ?',
        proportion,
        profile,
        id,
      ),
  }
  return store
}
