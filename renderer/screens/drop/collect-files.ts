import { isPhotoName } from '../../../preload/contract/index.ts'

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
export const collectPicked = (files: readonly File[]): Collected => ({ files, leftOut: 0 })

export function collectFolder(files: readonly File[]): Collected {
  const photos = files.filter(file => isPhotoName(file.name))
  return { files: photos, leftOut: files.length - photos.length }
}

/** What comes from another program may be a file without a place. */
async function collectEntries(dropped: readonly (FileSystemEntry | File)[]): Promise<Collected> {
  const files: File[] = []
  let leftOut = 0
  const visit = async (entry: FileSystemEntry, isInFolder: boolean): Promise<void> => {
    if (entry.isDirectory) {
      for (const inside of await entriesIn(entry as FileSystemDirectoryEntry)) await visit(inside, true)
    } else if (isInFolder && !isPhotoName(entry.name)) leftOut += 1
    else {
      const file = await fileOf(entry as FileSystemFileEntry)
      if (file === null) leftOut += 1
      else files.push(file)
    }
  }
  for (const one of dropped) {
    if (one instanceof File) files.push(one)
    else await visit(one, false)
  }
  return { files, leftOut }
}

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
