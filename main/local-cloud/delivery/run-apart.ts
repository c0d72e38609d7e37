import { Worker } from 'node:worker_threads'

/**
 * The first message of a worker, given one thing to work on. In a thread of its own: what takes seconds would hold up
 * every other request. Rejects with what the worker throws.
 */
export async function runApart(file: URL, workerData: unknown): Promise<unknown> {
  // What a decoder prints about a broken photo is not for the people who run us: the streams are ours and end here.
  const worker = new Worker(file, { workerData, execArgv: [], stdout: true, stderr: true })
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', () => reject(new Error('the worker ended without an answer')))
    })
  } finally {
    await worker.terminate()
  }
}
