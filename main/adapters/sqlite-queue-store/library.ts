import type { ImageId, ProfileName } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import { pageOfLibrary } from './library-pages.ts'
import { libraryColumns, libraryShape, rowOfImage } from './library-row.ts'
import type { Receipts } from './receipts.ts'

const put = `INSERT INTO library (${libraryColumns.join(', ')}) VALUES (${libraryColumns.map(() => '?').join(', ')})
  ON CONFLICT (profile, image_id) DO UPDATE SET ${libraryColumns
    .slice(2)
    .map(column => `${column} = excluded.${column}`)
    .join(', ')}`

/** The mirror of the accounts' images. Many are written as one: all or nothing. */
export function libraryIn(connection: Connection, receipts: Receipts): QueueStore['library'] {
  const remove = (profile: ProfileName, ids: readonly ImageId[]) =>
    connection.run(
      'DELETE FROM library WHERE profile = ? AND image_id IN (SELECT value FROM json_each(?))',
      profile,
      JSON.stringify(ids),
    )

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
    page: (profile, query) => pageOfLibrary(connection, profile, query),
    move(profile, from, to) {
      remove(profile, [from])
      store.put(profile, [to])
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
  }
  return store
}
