import { randomUUID } from 'node:crypto'
import { openDatabase } from '../../main/local-cloud/database.ts'
import { createImageStore } from '../../main/local-cloud/images/image-store.ts'

export type SeededImage = {
  id: string
  uploadedAt: number
  creator: string | null
  metadata: Record<string, unknown>
  private?: boolean
  /** A file among the originals of that cloud; without it there are facts alone. */
  original?: { file: string; bytes: number; width: number; height: number } | undefined
}

/** Puts facts of finished images straight into the database of a local cloud that is not running. */
export function seedImages(folder: string, images: readonly SeededImage[]): void {
  const database = openDatabase(folder)
  try {
    const store = createImageStore(database, Date.now)
    database.exec('BEGIN')
    for (const image of images) {
      const file = image.original ?? { file: randomUUID(), bytes: 1, width: 1, height: 1 }
      const added = store.add({
        ...image,
        reservation: randomUUID(),
        expiresAt: image.uploadedAt,
        requireSignedUrls: image.private ?? false,
        original: { ...file, filename: `${image.id}.jpg`, sha256: '0'.repeat(64), format: 'jpeg', frames: 1 },
      })
      if (!added) throw new Error(`${image.id} is there twice`)
    }
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}

/** A shoot of many cameras, with metadata of every kind, some of it missing here and there. */
export function manyImages(count: number): SeededImage[] {
  const at = Date.UTC(2026, 0, 1)
  return Array.from({ length: count }, (_, index) => ({
    id: `shoot/${String(index).padStart(6, '0')}.jpg`,
    // Bursts share a moment.
    uploadedAt: at + Math.floor(index / 3) * 1000,
    creator: index % 4 === 0 ? null : `photographer-${index % 4}`,
    metadata: {
      number: index,
      text: String(index % 100),
      rating: index % 6 === 0 ? String(index % 5) : index % 5,
      ...(index % 3 === 0 && { keeper: index % 2 === 0 }),
      camera: { body: { name: `camera ${index % 7}`, lens: { length: (index % 50) * 1.5 } } },
      tags: ['wedding', index % 10],
      note: index % 11 === 0 ? null : 'x'.repeat(index % 400),
    },
  }))
}

/** Queries on what `manyImages` hold, with every operator, and one with as many filters as there may be. */
export const everyKindOfFilter: readonly Record<string, string>[] = [
  {},
  { 'meta.number[eq]': '4711' },
  { 'meta.number[eq:string]': '4711' },
  { 'meta.text[eq]': '7' },
  { 'meta.text[eq:string]': '7' },
  { 'meta.text[eq:number]': '7' },
  { 'meta.rating[eq]': '3' },
  { 'meta.rating[eq:number]': '3' },
  { 'meta.rating[eq:string]': '3' },
  { 'meta.keeper[eq]': 'true' },
  { 'meta.keeper[eq:boolean]': 'false' },
  { 'meta.keeper[eq:string]': 'true' },
  { 'meta.number[gt]': '9000' },
  { 'meta.number[gte:number]': '9000' },
  { 'meta.number[lt]': '12.5' },
  { 'meta.number[lte:number]': '0' },
  { 'meta.text[gt]': '1' },
  { 'meta.text[in]': '1|22|333' },
  { 'meta.rating[in:number]': '1|2' },
  { 'meta.rating[in:string]': '1|2' },
  { 'meta.rating[in]': '1|2' },
  { 'meta.camera.body.name[eq]': 'camera 3' },
  { 'meta.camera.body.lens.length[gte]': '70.5' },
  { 'meta.camera[eq]': 'camera 3' },
  { 'meta.tags[eq]': 'wedding' },
  { 'meta.tags.0[eq]': 'wedding' },
  { 'meta.note[eq]': 'null' },
  { 'meta.nothing[eq]': '' },
  {
    'meta.camera.body.lens.length[gte]': '10',
    'meta.keeper[eq:boolean]': 'true',
    'meta.text[in]': '0|6|12|18|24|30|36|42|48|54',
    'meta.rating[in]': '1|2|3|0',
    'meta.number[lt]': '9000',
  },
]
