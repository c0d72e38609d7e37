import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makePhoto } from '../fixtures/make-photo.ts'
import { measurePreflight } from './preflight.ts'
import { asFromACard, deliver, openStudio, queued, seconds } from './studio.ts'

/** (a) Photos per second of the whole way, and of its judging alone, against a bare loop of thumbnail and hash. */
export async function measurePipeline(count = 120) {
  const studio = await openStudio()
  try {
    const paths = await largePhotos(join(studio.place, 'photos'), count)
    const { bare } = await measurePreflight(paths)

    await studio.running.engine.answers.pauseQueue({})
    await studio.running.engine.start({ folders: 'none' })
    const began = performance.now()
    await studio.running.engine.answers.addPhotos({ paths })
    await queued(studio.running, count)
    const judged = count / seconds(began)
    return { bare, judged, judgedRatio: judged / bare, ...(await wholeWay(count, bare)) }
  } finally {
    await studio.close()
  }
}

async function wholeWay(count: number, bare: number) {
  const studio = await openStudio()
  try {
    const paths = await largePhotos(join(studio.place, 'photos'), count)
    await studio.running.engine.start({ folders: 'none' })
    const began = performance.now()
    const states = await deliver(studio.running, paths)
    if (states['delivered'] !== count) throw new Error(`not all delivered: ${JSON.stringify(states)}`)
    const delivered = count / seconds(began)
    return { delivered, deliveredRatio: delivered / bare }
  } finally {
    await studio.close()
  }
}

/** 24-megapixel photos; a few scenes, each file with bytes of its own. */
async function largePhotos(folder: string, count: number): Promise<string[]> {
  const scenes = await Promise.all(
    [1, 2, 3, 4].map(seed => makePhoto({ seed, width: 6_000, height: 4_000, quality: 85 })),
  )
  const paths = Array.from({ length: count }, (_, index) => {
    const path = join(folder, `large-${index}.jpg`)
    writeFileSync(path, withComment(scenes[index % scenes.length] ?? Buffer.alloc(0), String(index)))
    return path
  })
  return asFromACard(paths)
}

/** A JPEG comment after the start marker makes equal pictures different files. */
export function withComment(jpeg: Buffer, text: string): Buffer {
  const comment = Buffer.alloc(4 + text.length)
  comment.writeUInt16BE(0xfffe, 0)
  comment.writeUInt16BE(2 + text.length, 2)
  comment.write(text, 4, 'latin1')
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)])
}
