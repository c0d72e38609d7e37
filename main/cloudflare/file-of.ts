import type { Photo } from '../engine/ports.ts'
import { Failure } from './failure.ts'
import { readingProblem } from './reading-problem.ts'

/** A photo as a File with its type, held whole: the package takes nothing else. Throws a Failure when it does not come whole. */
export async function fileOf(photo: Photo, signal: AbortSignal): Promise<File> {
  const bytes = new Uint8Array(photo.size)
  let read = 0
  try {
    for await (const chunk of photo.open(signal)) {
      if (read + chunk.length > photo.size) throw new Failure({ code: 'photo-changed', path: photo.name })
      bytes.set(chunk, read)
      read += chunk.length
    }
  } catch (error) {
    throw new Failure(readingProblem(photo, error))
  }
  if (read !== photo.size) throw new Failure({ code: 'photo-changed', path: photo.name })
  return new File([bytes], photo.name, { type: photo.type })
}
