import {
  Instant,
  type ImageId,
  KeptOriginal,
  type Outcome,
  type Problem,
  succeed,
} from '../../../preload/contract/index.ts'
import { pathIn } from '../path-in.ts'
import type { Disk } from '../ports.ts'
import { manifestName } from './original-name.ts'
import { createTurns } from '../turns.ts'

/** One line of the notes: which image was kept as which file, and what its bytes were. */
export const BackupNote = KeptOriginal.omit({ path: true, wasThere: true }).extend({
  account: KeptOriginal.shape.path,
  file: KeptOriginal.shape.path,
  at: Instant,
  /** Of the image that was kept: under an id of a person's own there may be another one by now. */
  uploadedAt: Instant.optional(),
})
export type BackupNote = ReturnType<typeof BackupNote.parse>

/** `rivals`: files that had a better name already and belong to no other image. */
export type Claim = { file: string; rivals: string[]; release(): void }

/** A folder of originals with its notes. One object per folder while we run, so that no two images take one name. */
export interface BackupFolder {
  readonly path: string
  noteOf(account: string, image: ImageId): Promise<Outcome<BackupNote | undefined>>
  /** After the file stands: a crash in between leaves a file that is found by name and bytes, not a note of nothing. */
  note(note: BackupNote): Promise<Outcome<void>>
  /** The first of these names that nothing in the folder has. */
  claim(names: Iterable<string>, account: string, image: ImageId): Promise<Outcome<Claim>>
}

const keyOf = ({ account, imageId }: Pick<BackupNote, 'account' | 'imageId'>) => `${account}\n${imageId}`
/** Some drives tell no capitals from small letters. */
const folded = (file: string) => file.normalize('NFC').toLowerCase()

export function createBackupFolder(path: string, disk: Disk, stopping: AbortSignal): BackupFolder {
  const manifest = pathIn(path, manifestName)
  const inTurn = createTurns()
  const claimed = new Set<string>()
  let notes = new Map<string, BackupNote>()
  let owners = new Map<string, string>()
  let readAs = ''

  function enter(note: BackupNote): void {
    notes.set(keyOf(note), note)
    owners.set(folded(note.file), keyOf(note))
  }

  async function stampOfNotes(): Promise<Outcome<string>> {
    const now = await disk.stat(manifest)
    if (now.ok) return succeed(`${now.value.size} ${now.value.mtimeMs} ${now.value.identity}`)
    return now.problem.code === 'photo-gone' ? succeed('') : now
  }

  /** Reads the notes again where somebody else has changed them. */
  async function refresh(): Promise<Outcome<void>> {
    const stamp = await stampOfNotes()
    if (!stamp.ok) return stamp
    if (stamp.value === readAs) return succeed(undefined)
    const text = stamp.value === '' ? succeed('') : await readText()
    if (!text.ok) return text
    notes = new Map()
    owners = new Map()
    for (const line of text.value.split('\n')) {
      const note = noteIn(line)
      if (note !== undefined) enter(note)
    }
    readAs = stamp.value
    return succeed(undefined)
  }

  async function readText(): Promise<Outcome<string>> {
    const decoder = new TextDecoder()
    let text = ''
    try {
      for await (const chunk of disk.read(manifest, stopping)) text += decoder.decode(chunk, { stream: true })
      return succeed(text + decoder.decode())
    } catch (error) {
      const problem: Problem = stopping.aborted ? { code: 'interrupted' } : disk.explain(manifest, error)
      return { ok: false, problem }
    }
  }

  return {
    path,
    noteOf: (account, imageId) =>
      inTurn('notes', async () => {
        const read = await refresh()
        return read.ok ? succeed(notes.get(keyOf({ account, imageId }))) : read
      }),
    note: note =>
      inTurn('notes', async () => {
        const read = await refresh()
        if (!read.ok) return read
        const added = await disk.appendLine(manifest, JSON.stringify(note))
        if (!added.ok) return added
        enter(note)
        const stamp = await stampOfNotes()
        readAs = stamp.ok ? stamp.value : 'unknown'
        return succeed(undefined)
      }),
    claim: (names, account, imageId) =>
      inTurn('notes', async () => {
        const rivals: string[] = []
        for (const file of names) {
          if (claimed.has(folded(file))) continue
          const there = await disk.stat(pathIn(path, file))
          if (there.ok) {
            const owner = owners.get(folded(file))
            if (owner === undefined || owner === keyOf({ account, imageId })) rivals.push(file)
            continue
          }
          if (there.problem.code !== 'photo-gone') return there
          claimed.add(folded(file))
          return succeed({ file, rivals, release: () => void claimed.delete(folded(file)) })
        }
        throw new Error('The names of an original never end')
      }),
  }
}

/** A line a crash cut short, or that is none of ours, is passed over; so is one that names a file elsewhere. */
function noteIn(line: string): BackupNote | undefined {
  if (line === '') return undefined
  try {
    const note = BackupNote.safeParse(JSON.parse(line))
    return note.success && !/[/\\]/.test(note.data.file) ? note.data : undefined
  } catch {
    return undefined
  }
}
