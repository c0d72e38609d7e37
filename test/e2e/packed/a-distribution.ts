import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What is packed around the app: Electron's own program, or what passes for it where that is not on this machine. */
export type Distribution = { kind: 'electron' | 'stand-in'; folder: string }

/** By these bytes the tool that sets the fuses finds them in the program: a version, their number, then each as it comes. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const asElectronComes = '101100011'

export function aDistribution(place: string): Distribution {
  const folder = join(dirname(createRequire(import.meta.url).resolve('electron/package.json')), 'dist')
  if (existsSync(folder)) return { kind: 'electron', folder }
  if (process.platform !== 'linux') throw new Error('Electron’s program is needed here: npx install-electron')
  return { kind: 'stand-in', folder: standIn(join(place, 'electron')) }
}

function standIn(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  for (const language of ['de', 'en-GB', 'en-US', 'fr']) writeFileSync(join(folder, 'locales', `${language}.pak`), '')
  const wire = `${sentinel}\u0001${String.fromCharCode(asElectronComes.length)}${asElectronComes}`
  const program = join(folder, 'electron')
  writeFileSync(program, `#!/bin/sh\nexit 1\n${wire}`, 'latin1')
  chmodSync(program, 0o755)
  return folder
}
