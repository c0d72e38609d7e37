import { parentPort } from 'node:worker_threads'
import { createDirectoryReader, type Listed, type Stamps } from './directory-reader.ts'

/** Without names, the directory is listed; with names, their stamps are asked for. */
export type ReaderRequest = { directory: string; names: string | null }
export type ReaderAnswer = Listed | Stamps

const reader = createDirectoryReader({ mayBlock: true })
let last: Promise<void> = Promise.resolve()

// One after the other: the answers carry no name, their order tells whose they are.
parentPort?.on('message', ({ directory, names }: ReaderRequest) => {
  last = last.then(async () => {
    const answer = names === null ? await reader.list(directory) : await reader.stamps(directory, names)
    parentPort?.postMessage(answer)
  })
})
