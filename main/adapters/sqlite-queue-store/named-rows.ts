import { z } from 'zod'
import {
  BatchId,
  Instant,
  PhotoOrder,
  Profile,
  ProfileName,
  SendingSettings,
  WatchedFolder,
} from '../../../preload/contract/index.ts'
import type { KeptPick, QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import type { Shape } from './shape.ts'

const PickRow = z.object({
  batch: BatchId,
  at: Instant,
  paths: z.array(z.string()),
  profile: ProfileName,
  sending: SendingSettings,
  order: PhotoOrder,
  staged: z.boolean(),
})

const named = <T>(table: Shape<T>['table'], schema: z.ZodType<T>): Shape<T> => ({
  table,
  schema,
  compose: row => JSON.parse(String(row['rest'])),
})

function save(connection: Connection, table: string, name: string, value: unknown) {
  connection.run(
    `INSERT INTO ${table} (name, rest) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET rest = excluded.rest`,
    name,
    JSON.stringify(value),
  )
}

/** The few things kept whole under a name, in the order they came: folders, profiles, what was picked, settings. */
export function namedRowsIn(
  connection: Connection,
  copy: () => void,
): Pick<QueueStore, 'folders' | 'profiles' | 'picked' | 'settings'> & { allSettings(): Record<string, unknown> } {
  const folders = named('folders', WatchedFolder)
  const profiles = named('profiles', Profile)
  const picked = named<KeptPick>('picked', PickRow)
  const settings = named('settings', z.unknown())
  const changed = () => connection.afterCommit(copy)

  return {
    folders: {
      all: () => connection.every(folders, 'SELECT * FROM folders ORDER BY n'),
      save(folder) {
        save(connection, 'folders', folder.id, folder)
        changed()
      },
      remove(id) {
        connection.run('DELETE FROM folders WHERE name = ?', id)
        changed()
      },
    },
    profiles: {
      all: () => connection.every(profiles, 'SELECT * FROM profiles ORDER BY n'),
      save(profile) {
        save(connection, 'profiles', profile.name, profile)
        changed()
      },
      remove(name) {
        connection.run('DELETE FROM profiles WHERE name = ?', name)
        changed()
      },
    },
    picked: {
      all: () => connection.every(picked, 'SELECT * FROM picked ORDER BY n'),
      get: batch => connection.first(picked, 'SELECT * FROM picked WHERE name = ?', batch),
      save: pick => save(connection, 'picked', pick.batch, pick),
      remove: batch => void connection.run('DELETE FROM picked WHERE name = ?', batch),
    },
    settings: {
      get: name => connection.first(settings, 'SELECT * FROM settings WHERE name = ?', name),
      // What JSON leaves out is kept as null.
      set(name, value) {
        save(connection, 'settings', name, value ?? null)
        changed()
      },
    },
    allSettings: () =>
      Object.fromEntries(
        connection
          .rows('SELECT name, rest FROM settings')
          .map(row => [String(row['name']), JSON.parse(String(row['rest']))]),
      ),
  }
}
