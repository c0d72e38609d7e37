import { createDirectoryReader, type DirectoryReader } from './directory-reader.ts'
import { openWorkerReader } from './worker-reader.ts'

/** A thread takes longer to start than this many names take to read without one. */
const namesWithoutThread = 1_000

/** The reader of one crawl: begins where it stands, and takes a thread on once the tree turns out to be large. */
export function openReader(signal: AbortSignal): DirectoryReader & { close(): Promise<void> } {
  const near = createDirectoryReader({ mayBlock: false }, signal)
  let thread: ReturnType<typeof openWorkerReader> | null = null
  let names = 0

  const reader = () => {
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
