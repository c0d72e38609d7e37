import { z } from 'zod'
import { BatchId, Instant, PhotoOrder, ProfileName, SendingSettings } from '../../../preload/contract/index.ts'
import type { KeptPick, QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import { objectIn, type Shape } from './shape.ts'

const shape: Shape<KeptPick> = {
  table: 'picked',
  schema: z.object({
    batch: BatchId,
    at: Instant,
    tries: z.number().int(),
    paths: z.array(z.string()),
    profile: ProfileName,
    sending: SendingSettings,
    order: PhotoOrder,
    staged: z.boolean(),
  }),
  compose: row => ({ ...objectIn(row['rest']), batch: row['batch'], tries: row['tries'] }),
}

/** What was picked by hand, in the order it was said, and which of its photos are done with. */
export function pickedIn(connection: Connection): QueueStore['picked'] {
  const all = () => connection.every(shape, 'SELECT * FROM picked ORDER BY n')
  const isDone = (batch: string, path: string) =>
    connection.row('SELECT 1 FROM picked_done WHERE batch = ? AND path = ?', batch, path) !== undefined
  return {
    all,
    isDone,
    left: () =>
      all()
        .map(({ batch, profile, paths }) => ({ batch, profile, paths: paths.filter(path => !isDone(batch, path)) }))
        .filter(({ paths }) => paths.length > 0),
    get: batch => connection.first(shape, 'SELECT * FROM picked WHERE batch = ?', batch),
    save: ({ batch, tries, ...rest }) =>
      void connection.run(
        `INSERT INTO picked (batch, tries, rest) VALUES (?, ?, ?)
          ON CONFLICT (batch) DO UPDATE SET tries = excluded.tries, rest = excluded.rest`,
        batch,
        tries,
        JSON.stringify(rest),
      ),
    setTries: (batch, tries) => void connection.run('UPDATE picked SET tries = ? WHERE batch = ?', tries, batch),
    markDone: (batch, path) =>
      void connection.run('INSERT INTO picked_done (batch, path) VALUES (?, ?) ON CONFLICT DO NOTHING', batch, path),
    remove(batch) {
      connection.run('DELETE FROM picked WHERE batch = ?', batch)
      connection.run('DELETE FROM picked_done WHERE batch = ?', batch)
    },
  }
}
