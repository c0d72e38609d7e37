import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { extractAll, listPackage, statFile } from '@electron/asar'
import { aDistribution, type Distribution } from './a-distribution.ts'

/** One file inside the app, by its path in there. */
export type PackedFile = { path: string; bytes: number; isBeside: boolean }

/** The app as an installer would carry it. */
export interface PackedApp {
  readonly kind: Distribution['kind']
  readonly program: string
  readonly resources: string
  readonly files: readonly PackedFile[]
  /** All that is in it as a folder, far from any `node_modules`; only its own files can be found from there. */
  unpack(): string
  clear(): void
}

const root = join(import.meta.dirname, '../../..')
const run = promisify(execFile)

/** Packs with the very configuration of the installers, for this system and processor. */
export async function packApp(): Promise<PackedApp> {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'hotfolder-pack-')))
  const { kind, folder } = aDistribution(place)
  const out = join(place, 'out')
  const wishes = {
    electronDist: folder,
    'directories.output': out,
    // Where updates would come from; nothing is asked or sent here.
    'publish.owner': 'nobody',
    'publish.repo': 'nothing',
    'mac.identity': '-',
  }
  const program = join(root, 'node_modules/electron-builder/cli.js')
  const options = Object.entries(wishes).map(([name, value]) => `-c.${name}=${value}`)
  await run(process.execPath, [program, '--dir', `--${process.arch}`, '--publish', 'never', ...options], { cwd: root })
  const app = placesIn(out)
  const archive = join(app.resources, 'app.asar')
  return {
    kind,
    ...app,
    files: filesOf(archive),
    unpack() {
      const unpacked = join(place, 'unpacked')
      if (!existsSync(unpacked)) extractAll(archive, unpacked)
      return unpacked
    },
    clear: () => rmSync(place, { recursive: true, force: true, maxRetries: 5 }),
  }
}

function placesIn(out: string): { program: string; resources: string } {
  const [folder = ''] = readdirSync(out).filter(name => statSync(join(out, name)).isDirectory())
  const app = join(out, folder)
  if (process.platform === 'darwin') {
    const contents = join(app, 'Hotfolder.app/Contents')
    return { program: join(contents, 'MacOS/Hotfolder'), resources: join(contents, 'Resources') }
  }
  const name = process.platform === 'win32' ? 'Hotfolder.exe' : 'hotfolder'
  return { program: join(app, name), resources: join(app, 'resources') }
}

function filesOf(archive: string): PackedFile[] {
  return listPackage(archive, { isPack: false }).flatMap(listed => {
    const path = listed.replaceAll('\\', '/').slice(1)
    const found = statFile(archive, listed.slice(1))
    return 'size' in found ? [{ path, bytes: found.size, isBeside: found.unpacked }] : []
  })
}
