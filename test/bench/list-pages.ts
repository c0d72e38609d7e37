import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalCloud } from '../../main/local-cloud/index.ts'
import { everyKindOfFilter, manyImages, seedImages } from '../support/seed-images.ts'

/**
 * Goes through 10,000 images a thousand at a time, with every kind of filter, in both orders, by creator and without.
 * A page's time is that of the whole call, read to its end by a client in the same program.
 */
export async function measureListPages(): Promise<{ slowestMs: number; medianMs: number; pages: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'hotfolder-bench-'))
  seedImages(folder, manyImages(10_000))
  const cloud = await startLocalCloud({ folder, port: 0 })
  const url = `${cloud.baseUrl}/accounts/${cloud.accountId}/images/v2`
  const headers = { authorization: `Bearer ${cloud.token}` }
  const times: number[] = []

  const goThrough = async (query: Record<string, string>): Promise<void> => {
    let token: string | null = ''
    while (token !== null) {
      const search = new URLSearchParams({ ...query, per_page: '1000', continuation_token: token })
      const began = performance.now()
      const answer = await fetch(`${url}?${search.toString()}`, { headers })
      const text = await answer.text()
      times.push(performance.now() - began)
      if (!answer.ok) throw new Error(text)
      const { result } = JSON.parse(text) as { result: { continuation_token: string | null } }
      token = result.continuation_token
    }
  }

  try {
    // A program that has just begun is not what a page costs.
    await goThrough({})
    times.length = 0
    for (const sort_order of ['asc', 'desc'])
      for (const creator of [{}, { creator: '' }, { creator: 'photographer-1' }])
        for (const filter of everyKindOfFilter) await goThrough({ sort_order, ...creator, ...filter })
  } finally {
    await cloud.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const sorted = times.toSorted((a, b) => a - b)
  return {
    slowestMs: sorted.at(-1) ?? NaN,
    medianMs: sorted[sorted.length >> 1] ?? NaN,
    pages: sorted.length,
  }
}
