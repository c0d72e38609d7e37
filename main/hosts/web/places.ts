import type { Dirent } from 'node:fs'
import { opendir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fail, mostPlaces, type Outcome, type Place, type Places, succeed } from '../../../preload/contract/index.ts'
import { reasonOfSystem } from '../../adapters/problem-of-system.ts'
import { isHidden, type Roots } from './roots.ts'

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** The folders in one place, sorted by name, or the roots where none is named: no files, nothing hidden, nothing outside. */
export async function listPlaces(roots: Roots, wanted: string | undefined): Promise<Outcome<Places>> {
  if (wanted === undefined) return succeed({ here: null, above: null, folders: [...roots.all], more: false })
  const within = await roots.within(wanted)
  if (!within.ok) return within
  const path = within.value
  try {
    const found: Place[] = []
    for await (const one of await opendir(path)) {
      const place = { name: one.name, path: join(path, one.name) }
      if (!isHidden(one.name) && (await isOffered(roots, one, place.path))) found.push(place)
    }
    found.sort((a, b) => byName.compare(a.name, b.name))
    const parent = dirname(path)
    return succeed({
      here: { name: basename(path) || path, path },
      above: roots.allows(parent) ? parent : null,
      folders: found.slice(0, mostPlaces),
      more: found.length > mostPlaces,
    })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOTDIR') return fail({ code: 'folder-not-a-folder', path })
    return fail({ code: 'folder-unreachable', path, detail: reasonOfSystem(error) })
  }
}

/** A folder, or a link to one that lies within the roots too. */
async function isOffered(roots: Roots, one: Dirent, path: string): Promise<boolean> {
  if (one.isDirectory()) return roots.allows(path)
  if (!one.isSymbolicLink()) return false
  try {
    const real = await realpath(path)
    return roots.allows(real) && (await stat(real)).isDirectory()
  } catch {
    // It leads nowhere, or in a circle: nothing to choose.
    return false
  }
}
