import { readFile } from 'node:fs/promises'
import { runApart } from '../run-apart.ts'
import { readSvg } from './read-svg.ts'
import { sanitiseSvg, Sanitised } from './sanitise-svg.ts'

/** Up to here it is quicker to clean a file than to start a thread for it. */
const smallBytes = 200_000

/** The SVG of a file, clean, or why it cannot be read. */
export async function cleanSvg(path: string): Promise<Sanitised> {
  const bytes = await readFile(path)
  return bytes.length <= smallBytes
    ? cleanBytes(bytes)
    : Sanitised.parse(await runApart(new URL('./svg-worker.ts', import.meta.url), path))
}

export function cleanBytes(bytes: Buffer): Sanitised {
  const text = readSvg(bytes)
  return text === null ? { kind: 'broken', why: 'text in another encoding' } : sanitiseSvg(text)
}
