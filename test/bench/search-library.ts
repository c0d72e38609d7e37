import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteQueueStore } from '../../main/adapters/sqlite-queue-store/index.ts'
import type { Image } from '../../preload/contract/index.ts'

const images = 20_000

/** A page of the mirror of 20,000 images, in every order, with and without words: processor time, the slowest of the medians. */
export async function measureSearchLibrary(): Promise<{ putMs: number; slowestMs: number; plainMs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'hotfolder-bench-'))
  const opened = openSqliteQueueStore(join(folder, 'queue.sqlite'))
  if (!opened.ok) throw new Error(opened.problem.code)
  const { library, close } = opened.value
  try {
    const putMs = msOf(() => {
      for (let from = 0; from < images; from += 1_000)
        library.put(
          'studio',
          Array.from({ length: 1_000 }, (_, index) => anImage(from + index)),
        )
    })
    const medianOf = (text: string | undefined, order: 'newest' | 'oldest' | 'name') => {
      const times = Array.from({ length: 9 }, () => msOf(() => library.page('studio', { order, limit: 100, text })))
      return times.toSorted((a, b) => a - b)[4] ?? NaN
    }
    const medians = (texts: readonly (string | undefined)[]) =>
      texts.flatMap(text => (['newest', 'oldest', 'name'] as const).map(order => medianOf(text, order)))
    const slowestMs = Math.max(...medians(['osaka', 'dsc_19', 'no such word', 'a3', 'munchen wedding 12']))
    return { putMs, slowestMs, plainMs: Math.max(...medians([undefined])) }
  } finally {
    close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function anImage(number: number): Image {
  const id = crypto.randomUUID()
  const sha256 = (number * 2_654_435_761).toString(16).padStart(16, '0').repeat(4)
  return {
    id,
    filename: `DSC_${number}.jpg`,
    uploadedAt: 1.7e12 + number * 1_000,
    private: number % 2 === 0,
    creator: `photographer-${number % 10}`,
    links: ['public', 'thumb', 'hero'].map(
      variant => `https://imagedelivery.net/Vi7wi5KSItxGFsWRG2Us6Q/${id}/${variant}`,
    ),
    metadata: {
      sha256,
      album: `wedding ${number % 300}`,
      city: ['Lisboa', 'München', 'Paris', 'Osaka', 'Quito'][number % 5],
      client: 'Studio Müller & Co',
      note: 'x'.repeat(number % 100),
    },
  }
}

function msOf(run: () => unknown): number {
  const began = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1_000
}
