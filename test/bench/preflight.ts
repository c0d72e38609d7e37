import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createSharpInspector } from '../../main/adapters/sharp-inspector/index.ts'

const beside = 3
const rounds = 3

/** Photos per second of sharp's thumbnail and a SHA-256 alone, of our inspector, and how they compare. */
export async function measurePreflight(photos: string[]): Promise<{ bare: number; inspector: number; ratio: number }> {
  const thumbnails = await mkdtemp(join(tmpdir(), 'hotfolder-thumbnails-'))
  try {
    const never = new AbortController().signal
    const bare: number[] = []
    const inspector: number[] = []
    // Turn by turn, so that a busy machine slows both alike.
    for (let round = 0; round < rounds; round++) {
      const ours = createSharpInspector({ thumbnails: join(thumbnails, String(round)) })
      bare.push(await perSecond(photos, hashAndShrink))
      inspector.push(
        await perSecond(photos, async photo => {
          const inspected = await ours.inspect(photo, never)
          if (!inspected.ok || inspected.value.findings.length > 0) throw new Error(`${photo} did not pass`)
        }),
      )
    }
    const best = { bare: Math.max(...bare), inspector: Math.max(...inspector) }
    return { ...best, ratio: best.inspector / best.bare }
  } finally {
    await rm(thumbnails, { recursive: true })
  }
}

async function hashAndShrink(photo: string): Promise<void> {
  const bytes = await readFile(photo)
  createHash('sha256').update(bytes).digest('hex')
  await sharp(bytes, { autoOrient: true }).resize(320, 320, { fit: 'inside' }).jpeg({ quality: 80 }).toBuffer()
}

async function perSecond(photos: string[], judge: (photo: string) => Promise<void>): Promise<number> {
  const left = photos.values()
  const start = performance.now()
  const hand = async () => {
    for (const photo of left) await judge(photo)
  }
  await Promise.all(Array.from({ length: beside }, hand))
  return (photos.length * 1000) / (performance.now() - start)
}
