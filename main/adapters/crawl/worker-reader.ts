import { Worker } from 'node:worker_threads'
import type { DirectoryReader, Listed, Stamps } from './directory-reader.ts'
import type { ReaderAnswer, ReaderRequest } from './reader-worker.ts'

/** A reader in a thread of its own, where calls may block: the fastest way, and a drive that hangs holds up nobody else. */
export function openWorkerReader(): DirectoryReader & { close(): Promise<void> } {
  const worker = new Worker(new URL('./reader-worker.ts', import.meta.url), { execArgv: [] })
  const waiting: { resolve(answer: ReaderAnswer): void; reject(error: Error): void }[] = []
  let ended: Error | null = null

  function end(error: Error) {
    ended ??= error
    for (const one of waiting.splice(0)) one.reject(ended)
  }
  worker.on('message', (answer: ReaderAnswer) => waiting.shift()?.resolve(answer))
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the crawl has ended')))

  const ask = (request: ReaderRequest) =>
    new Promise<ReaderAnswer>((resolve, reject) => {
      if (ended !== null) return reject(ended)
      waiting.push({ resolve, reject })
      worker.postMessage(request)
    })

  return {
    list: async directory => (await ask({ directory, names: null })) as Listed,
    stamps: async (directory, names) => (await ask({ directory, names })) as Stamps,
    async close() {
      await worker.terminate()
    },
  }
}
