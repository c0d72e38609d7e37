import { randomUUID } from 'node:crypto'
import { getDefaultHighWaterMark } from 'node:stream'
import type { Photo } from '../engine/ports.ts'
import { Failure } from './failure.ts'

export type PhotoForm = { type: string; length: number; body(signal: AbortSignal): AsyncGenerator<Uint8Array> }

// A write of this size or more is waited for until the line has all of it.
const waitedFor = getDefaultHighWaterMark(false)

/**
 * A form with one `file`, never held whole in memory. `length` is exact, so the request is not chunked.
 * A chunk is done with before the next is asked for, so a reader may fill one buffer over and over.
 */
export function photoForm(photo: Photo, onSent: (bytes: number) => void, onAllSent: () => void): PhotoForm {
  const boundary = `photo-${randomUUID()}`
  // Quotes and line ends as browsers write them; a backslash would be read as an escape by some parsers.
  const name = photo.name.replace(/["\\\p{Cc}]/gu, encodeURIComponent)
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: ${photo.type}\r\n\r\n`,
  )
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`)

  async function* body(signal: AbortSignal) {
    let sent = 0
    yield head
    for await (const chunk of photo.open(signal)) {
      if (sent + chunk.length > photo.size) break
      yield chunk.length < waitedFor ? Buffer.from(chunk) : chunk
      onSent((sent += chunk.length))
    }
    // The length is already promised: a file that grew or shrank meanwhile cannot be sent under it.
    if (sent !== photo.size) throw new Failure({ code: 'photo-changed', path: photo.name })
    yield tail
    onAllSent()
  }

  return { body, type: `multipart/form-data; boundary=${boundary}`, length: head.length + photo.size + tail.length }
}
