import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { FileStore } from '../file-store.ts'
import type { Original } from './image-record.ts'
import { mediaType } from './media-type.ts'

/** The bytes that were uploaded, as they come from the disk; undefined when the image was just deleted. */
export async function sendOriginal(
  files: FileStore,
  { file, format, bytes, filename }: Original,
  headersOnly: boolean,
): Promise<Response | undefined> {
  const headers = {
    'content-type': mediaType(format),
    'content-length': String(bytes),
    'content-disposition': disposition(filename ?? `image.${format}`),
    'x-content-type-options': 'nosniff',
  }
  if (headersOnly) return new Response(null, { headers })
  try {
    // Once open, the file can be read to its end whatever happens to the image.
    const handle = await open(files.originalPath(file))
    // Cut short behind our back, it would be announced whole and never end.
    if ((await handle.stat()).size !== bytes) {
      await handle.close()
      throw new Error('an original has not the length it was kept with')
    }
    return new Response(Readable.toWeb(handle.createReadStream()), { headers })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** The name as a header can hold it: plain for old clients, then in full (RFC 6266, RFC 8187). */
function disposition(filename: string): string {
  const plain = filename.replace(/[^ -~]|["\\%]/g, '_')
  const full = encodeURIComponent(filename.toWellFormed()).replace(
    /['()*]/g,
    letter => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}
