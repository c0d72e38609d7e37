import { isPhotoName } from '../../../preload/contract/index.ts'
import { inBreaths } from './in-breaths.ts'

/** Photos among what was dropped or picked; what lies in folders and is no photo is only counted. */
export type Collected = { readonly files: readonly File[]; readonly leftOut: number }

/** Must be called while the event lasts: afterwards the browser forgets what was dropped. */
export function collectDropped(transfer: DataTransfer): Promise<Collected> {
  const dropped = [...transfer.items].map(one => one.webkitGetAsEntry() ?? one.getAsFile())
  return collectEntries(dropped.filter(one => one !== null))
}

/** Files and whole folders as they were dropped, for a host that knows where they lie and looks into folders itself. */
export const collectWhole = (transfer: DataTransfer): Collected => ({ files: [...transfer.files], leftOut: 0 })

/** What a person names by hand is sent even when its name is no photo’s: the engine says why it holds it. */
export async function collectPicked(picked: Iterable<File>): Promise<Collected> {
  const files: File[] = []
  await inBreaths(picked, file => files.push(file))
  return { files, leftOut: 0 }
}

export async function collectFolder(picked: Iterable<File>): Promise<Collected> {
  const files: File[] = []
  let leftOut = 0
  await inBreaths(picked, file => {
    if (isPhotoName(file.name)) files.push(file)
    else leftOut += 1
  })
  return { files, leftOut }
}

/** What comes from another program may be a file without a place. */
async function collectEntries(dropped: readonly (FileSystemEntry | File)[]): Promise<Collected> {
  const files: File[] = []
  let leftOut = 0
  const isLeftOut = (entry: FileSystemEntry, isInFolder: boolean) => isInFolder && !isPhotoName(entry.name)
  const visit = async (entries: readonly (FileSystemEntry | File)[], isInFolder: boolean): Promise<void> => {
    for (let at = 0; at < entries.length; at += together) {
      const some = entries.slice(at, at + together)
      // The files of one lot are asked for at once, and stay in their order.
      const found = await Promise.all(
        some.map(async one => {
          if (one instanceof File || one.isDirectory) return one
          return isLeftOut(one, isInFolder) ? null : fileOf(one as FileSystemFileEntry)
        }),
      )
      for (const one of found) {
        if (one === null) leftOut += 1
        else if (one instanceof File) files.push(one)
        else await visit(await entriesIn(one as FileSystemDirectoryEntry), true)
      }
    }
  }
  await visit(dropped, false)
  return { files, leftOut }
}

/** The browser looks up each file by itself, and hands over what it has found at once: a hundred would be one long task. */
const together = 20

/** Null where it vanished or may not be read. */
const fileOf = (entry: FileSystemFileEntry) =>
  new Promise<File | null>(resolve => entry.file(resolve, () => resolve(null)))

async function entriesIn(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader()
  const all: FileSystemEntry[] = []
  // The browser hands them out a hundred at a time, and an empty list at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>(resolve => reader.readEntries(resolve, () => resolve([])))
    if (some.length === 0) return all
    all.push(...some)
  }
}
