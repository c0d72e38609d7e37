import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exitCode } from '../exit-code.ts'
import type { Terminal } from '../terminal.ts'
import { playDemo } from './play-demo.ts'

/** The main job, in a folder of its own that is removed at the end; 0 only if everything came out as it must. */
export async function runDemo(terminal: Terminal, keep: boolean): Promise<number> {
  const place = await realpath(await mkdtemp(join(tmpdir(), 'hotfolder-demo-')))
  try {
    const code = await playDemo(terminal, place)
    if (!terminal.interrupted.aborted) return code
    terminal.err('Stopped.')
    return exitCode.interrupted
  } finally {
    terminal.progress(null)
    if (keep) terminal.out(`Kept in ${place}`)
    // A file still being made may appear while the folder goes.
    else await rm(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}
