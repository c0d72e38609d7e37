import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makePhotograph, type Photograph } from '../fixtures/photograph/make-photograph.ts'

const folderOf = (path: string) => new URL(`../../${path}/`, import.meta.url).pathname
const sources = ['test/fixtures/photograph', 'main/hosts/cli/demo'].map(folderOf)
/** Made anew once the code that draws them says something else. */
const shelf = join(folderOf('node_modules/.cache/photographs'), print(sources.flatMap(textsIn).join('\n')))

/** The photograph, drawn the first time it is asked for and read ever after: a journey is not about drawing. */
export async function drawnOnce(photograph: Photograph): Promise<Buffer> {
  const { seed, width, height, detail } = photograph
  const path = join(shelf, `${[seed, width, height, detail ?? 'plain'].join('-')}.jpg`)
  const kept = readIfThere(path)
  if (kept !== null) return kept
  const bytes = await makePhotograph(photograph)
  mkdirSync(shelf, { recursive: true })
  // Another file of specifications may be about to read it: it is there whole or not at all.
  const draft = `${path}-${randomUUID()}`
  writeFileSync(draft, bytes)
  renameSync(draft, path)
  return bytes
}

function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function textsIn(folder: string): string[] {
  return readdirSync(folder)
    .toSorted()
    .map(name => readFileSync(join(folder, name), 'utf8'))
}

function print(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
