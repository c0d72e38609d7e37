import { createDirectoryReader, type DirectoryReader } from './directory-reader.ts'
import { openWorkerReader } from './worker-reader.ts'

/** In characters of names, about a thousand photos: a thread takes longer to start than to read these without one. */
const namesWithoutThread = 16_000

/** The reader of one crawl: begins where it stands, and takes a thread on once the tree turns out to be large. */
export function openReader(signal: AbortSignal): DirectoryReader & { close(): Promise<void> } {
  const near = createDirectoryReader({ mayBlock: false }, signal)
  let thread: ReturnType<typeof openWorkerReader> | null = null
  let names = 0

  function reader(): DirectoryReader {
    if (names > namesWithoutThread) thread ??= openWorkerReader()
    return thread ?? near
  }
  return {
    async list(directory) {
      const listed = await reader().list(directory)
      if (listed.kind === 'listed') names += listed.files.length + listed.directories.length
      return listed
    },
    stamps: (directory, chosen) => reader().stamps(directory, chosen),
    close: async () => thread?.close(),
  }
}
