import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parse, join } from 'node:path'
import { z } from 'zod'
import { Profile, WatchedFolder } from '../../../preload/contract/index.ts'

export type SettingsCopy = { profiles: Profile[]; folders: WatchedFolder[]; settings: Record<string, unknown> }

/** Where the readable copy of folders and profiles lies: beside the database, so that its damage does not lose the watch list. */
function settingsCopyPath(file: string): string {
  const { dir, name } = parse(file)
  return join(dir, `${name}.settings.json`)
}

/** Replaces the copy as a whole: a crash leaves the old one or the new one. */
export function writeSettingsCopy(file: string, copy: SettingsCopy): void {
  const path = settingsCopyPath(file)
  const draft = `${path}.new`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeFileSync(handle, `${JSON.stringify(copy, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
}

/** What the copy still holds; a part that cannot be read is left out. */
export function readSettingsCopy(file: string): SettingsCopy {
  const copy = z
    .object({
      profiles: z.array(z.unknown()),
      folders: z.array(z.unknown()),
      settings: z.record(z.string(), z.unknown()).default({}),
    })
    .safeParse(parsed(settingsCopyPath(file)))
  if (!copy.success) return { profiles: [], folders: [], settings: {} }
  return {
    profiles: valid(Profile, copy.data.profiles),
    folders: valid(WatchedFolder, copy.data.folders),
    settings: copy.data.settings,
  }
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

const valid = <T>(schema: z.ZodType<T>, values: unknown[]): T[] =>
  values.flatMap(value => {
    const read = schema.safeParse(value)
    return read.success ? [read.data] : []
  })
