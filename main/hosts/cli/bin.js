#!/usr/bin/env node
// Starts the command line: here where this Node runs TypeScript, else in the Node that is pinned with the project.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
// By its default, for older ones lack these names and must still get as far as handing over.
import compiled from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
const runsTypeScript = major >= 24 || (major === 22 && minor >= 18)

if (runsTypeScript) {
  // The second start takes half the time. It lies with the code, where only its owner writes; elsewhere Node goes without.
  compiled.enableCompileCache(join(here, '../../../node_modules/.cache/hotfolder'))
  // At its end it is kept by itself; one that is killed keeps nothing more.
  setTimeout(compiled.flushCompileCache, 2_000).unref()
  const { main } = await import('./main.ts')
  await main()
} else {
  const pinned = findPinnedNode()
  if (pinned === undefined) {
    process.stderr.write(
      `Hotfolder needs Node 24; this is ${process.versions.node}. Run npm ci in its folder, or install Node 24.\n`,
    )
    process.exitCode = 2
  } else handOver(pinned)
}

function findPinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  for (let folder = here; ; folder = dirname(folder)) {
    const places = [join(folder, 'node_modules', 'node', 'bin', name), join(folder, 'node_modules', '.bin', name)]
    const found = places.find(place => existsSync(place))
    if (found !== undefined || dirname(folder) === folder) return found
  }
}

function handOver(node) {
  // The channel carries nothing: its end tells the other that we are gone, however that happened.
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  child.once('error', error => {
    process.stderr.write(`The Node at ${node} cannot be started: ${error.message}\n`)
    process.exitCode = 2
  })
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal]
  })
}
