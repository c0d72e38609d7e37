import { z } from 'zod'
import { Profile, WatchedFolder } from '../../../preload/contract/index.ts'
import type { QueueStore } from '../../engine/ports.ts'
import type { Connection } from './connection.ts'
import type { Shape } from './shape.ts'

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

/** The few things kept whole under a name, in the order they came: folders, profiles, settings. */
export function namedRowsIn(
  connection: Connection,
  copy: () => void,
): Pick<QueueStore, 'folders' | 'profiles' | 'settings'> & { allSettings(): Record<string, unknown> } {
  const folders = named('folders', WatchedFolder)
  const profiles = named('profiles', Profile)
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
