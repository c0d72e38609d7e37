import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** Where the engine of a home folder listens. `folder`: the private folder that must hold the socket, where we make one. */
export type ControlAddress = { path: string; folder: string | null; isFile: boolean }

/** A socket's path fits into 104 bytes on macOS and 108 on Linux. */
const longestPath = 100

/** The same address for every spelling of the same home; throws when the home is not there. */
export function controlAddress(home: string, platform: NodeJS.Platform = process.platform): ControlAddress {
  const place = realpathSync(home)
  const hash = createHash('sha256').update(place).digest('hex').slice(0, 24)
  if (platform === 'win32') return { path: `\\\\.\\pipe\\hotfolder-${hash}`, folder: null, isFile: false }
  const inside = join(place, 'control.sock')
  if (Buffer.byteLength(inside) <= longestPath) return { path: inside, folder: null, isFile: true }
  const folder = join(tmpdir(), `hotfolder-${userInfo().uid}`)
  return { path: join(folder, `${hash}.sock`), folder, isFile: true }
}
