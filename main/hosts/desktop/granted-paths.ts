import { realpath } from 'node:fs/promises'
import { basename, isAbsolute, relative, sep } from 'node:path'
import { fail, type Outcome, type Place, succeed } from '../../../preload/contract/index.ts'
import { reasonOfSystem } from '../../adapters/problem-of-system.ts'

/** The places a person has put into the window or picked for it, for as long as it runs. A page may name these and what is in them. */
export interface GrantedPaths {
  grant(path: string): Promise<Outcome<Place>>
  /** The real path where it was granted; else `path-outside`, which also does not tell whether there is anything. */
  within(path: string): Promise<Outcome<string>>
}

/** `home`: where Hotfolder keeps what is its own; no page may use it, whoever picked it. */
export function createGrantedPaths(home: string): GrantedPaths {
  const granted = new Set<string>()
  const isIn = (folder: string, path: string) => {
    const way = relative(folder, path)
    return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
  }
  const isOurs = async (real: string) => isIn(await realpath(home), real)

  return {
    async grant(path) {
      try {
        const real = await realpath(path)
        if (await isOurs(real)) return fail({ code: 'path-outside', path })
        granted.add(real)
        return succeed({ path: real, name: basename(real) || real })
      } catch (error) {
        return fail({ code: 'folder-unreachable', path, detail: reasonOfSystem(error) })
      }
    },
    async within(path) {
      const outside = fail({ code: 'path-outside', path })
      if (path.includes('\0') || !isAbsolute(path)) return outside
      try {
        const real = await realpath(path)
        if (await isOurs(real)) return outside
        return [...granted].some(place => isIn(place, real)) ? succeed(real) : outside
      } catch {
        return outside
      }
    },
  }
}
