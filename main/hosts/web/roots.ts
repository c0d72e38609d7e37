import { realpath, stat } from 'node:fs/promises'
import { basename, isAbsolute, relative, resolve, sep } from 'node:path'
import { fail, type Outcome, type Place, succeed } from '../../../preload/contract/index.ts'
import { reasonOfSystem } from '../../adapters/problem-of-system.ts'

/** The folders a page may use, with all that is below them but what is hidden and what is Hotfolder's own. */
export interface Roots {
  readonly all: readonly Place[]
  /** The real path, links resolved, of what a page named; `path-outside` where it may not go. */
  within(path: string): Promise<Outcome<string>>
  /** May this real path be used? */
  allows(real: string): boolean
}

type Choice = {
  folders: readonly string[]
  /** Where Hotfolder keeps what is its own. */
  home: string
}

/** Fails with the problem of the first folder that cannot be used. */
export async function openRoots({ folders, home }: Choice): Promise<Outcome<Roots>> {
  const all: string[] = []
  for (const folder of new Set(folders)) {
    const opened = await openRoot(folder)
    if (!opened.ok) return opened
    if (!all.includes(opened.value)) all.push(opened.value)
  }
  const ours = await realpath(home)

  const allows = (real: string) =>
    below(ours, real) === null &&
    all.some(root => {
      const names = below(root, real)
      return names !== null && !names.some(isHidden)
    })

  return succeed({
    all: all.map(path => ({ path, name: basename(path) || path })),
    allows,
    async within(path) {
      const outside = fail({ code: 'path-outside', path })
      if (path.includes('\0') || !isAbsolute(path)) return outside
      const place = resolve(path)
      try {
        const real = await realpath(place)
        return allows(real) ? succeed(real) : outside
      } catch (error) {
        // What lies elsewhere is not told, not even whether it is there.
        if (!allows(place)) return outside
        const code = error instanceof Error && 'code' in error ? error.code : undefined
        if (code === 'ENOENT' || code === 'ENOTDIR') return fail({ code: 'path-unknown', path })
        return fail({ code: 'folder-unreachable', path, detail: reasonOfSystem(error) })
      }
    },
  })
}

async function openRoot(folder: string): Promise<Outcome<string>> {
  try {
    const real = await realpath(resolve(folder))
    return (await stat(real)).isDirectory() ? succeed(real) : fail({ code: 'folder-not-a-folder', path: folder })
  } catch (error) {
    return fail({ code: 'folder-unreachable', path: folder, detail: reasonOfSystem(error) })
  }
}

/** The names that lead from one folder down to a path; null where it is not below. */
function below(folder: string, path: string): string[] | null {
  const way = relative(folder, path)
  if (way === '') return []
  // Another drive of Windows has no way there and stays absolute.
  if (way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way)) return null
  return way.split(sep)
}

/** Hidden by its name: never offered, so never accepted. */
export const isHidden = (name: string): boolean => name.startsWith('.')
