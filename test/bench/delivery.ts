import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { Agent, request } from 'undici'
import { z } from 'zod'
import { createAccountSettings } from '../../main/local-cloud/account-settings.ts'
import { openDatabase } from '../../main/local-cloud/database.ts'
import { startLocalCloud } from '../../main/local-cloud/index.ts'
import { makePhotos } from '../fixtures/make-photo.ts'

const rounds = 7
const beside = availableParallelism() * 2
const cachedRequests = 400
const Reserved = z.object({ result: z.object({ id: z.string(), uploadURL: z.string() }) })

/**
 * Pictures per second over HTTP, rendered anew and from what is kept, and of what bare sharp makes of the same photos in
 * the same size and format. Ratios are the median of turns.
 */
export async function measureDelivery(count = 8) {
  const folder = mkdtempSync(join(tmpdir(), 'hotfolder-delivery-'))
  const agent = new Agent({ connections: beside })
  try {
    const paths = await makePhotos(join(folder, 'photos'), count, { width: 6_000, height: 4_000 })
    allowOptions(join(folder, 'cloud'))
    await using cloud = await openCloud(join(folder, 'cloud'))
    const ids = await Promise.all(paths.map(path => cloud.upload(path)))
    const fetchPicture = async (url: string) => {
      const { statusCode, body } = await request(url, { dispatcher: agent })
      const bytes = await body.arrayBuffer()
      if (statusCode !== 200 || bytes.byteLength < 1_000) throw new Error(`${url} was answered with ${statusCode}`)
    }

    const bare: number[] = []
    const uncached: number[] = []
    const cached: number[] = []
    const kept = Array.from({ length: cachedRequests }, (_, i) => ids[i % ids.length] ?? '')
    // Turn by turn, so that a busy machine slows all alike; each round in a size nobody has kept.
    for (let round = 0; round < rounds; round++) {
      const options = `w=${1_200 - round},f=jpeg,metadata=none`
      bare.push(await perSecond(paths, path => resize(path, 1_200 - round)))
      uncached.push(await perSecond(ids, id => fetchPicture(cloud.link(id, options))))
      cached.push(await perSecond(kept, id => fetchPicture(cloud.link(id, options))))
    }
    const ofBare = (speeds: number[]) => median(speeds.map((speed, round) => speed / (bare[round] ?? NaN)))
    return {
      uncachedRatio: ofBare(uncached),
      cachedRatio: ofBare(cached),
      bare: median(bare),
      uncached: median(uncached),
      cached: median(cached),
    }
  } finally {
    await agent.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

async function resize(path: string, width: number): Promise<void> {
  await sharp(path, { autoOrient: true }).resize({ width }).jpeg({ quality: 85, progressive: true }).toBuffer()
}

function allowOptions(folder: string): void {
  using database = openDatabase(folder)
  createAccountSettings(database).change({ flexible_variants: true })
}

async function openCloud(folder: string) {
  const cloud = await startLocalCloud({ folder, port: 0 })
  const reserve = `${cloud.baseUrl}/accounts/${cloud.accountId}/images/v2/direct_upload`
  return {
    link: (id: string, options: string) => `${cloud.deliveryUrl}/${cloud.accountHash}/${id}/${options}`,
    async upload(path: string): Promise<string> {
      const reserved = await fetch(reserve, {
        method: 'POST',
        headers: { authorization: `Bearer ${cloud.token}` },
        body: new FormData(),
      })
      const { id, uploadURL } = Reserved.parse(await reserved.json()).result
      const form = new FormData()
      form.append('file', new File([new Uint8Array(await readFile(path))], 'photo.jpg', { type: 'image/jpeg' }))
      const answer = await fetch(uploadURL, { method: 'POST', body: form })
      if (!answer.ok) throw new Error(await answer.text())
      return id
    },
    [Symbol.asyncDispose]: () => cloud.close(),
  }
}

async function perSecond<T>(tasks: readonly T[], work: (task: T) => Promise<void>): Promise<number> {
  const left = tasks.values()
  const start = performance.now()
  const hand = async () => {
    for (const task of left) await work(task)
  }
  await Promise.all(Array.from({ length: beside }, hand))
  return (tasks.length * 1000) / (performance.now() - start)
}
