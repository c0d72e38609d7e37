import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Problem } from '../../../preload/contract/index.ts'
import { fail, succeed } from '../../../preload/contract/index.ts'
import type { Inspector } from '../../engine/ports.ts'
import { look } from './look.ts'
import { openPhoto } from './photo-bytes.ts'
import { keepThumbnail } from './thumbnails.ts'

export { thumbnailPath } from './thumbnails.ts'

type Options = {
  /** The folder thumbnails are kept in, by hash. */
  thumbnails: string
  /** Told when a thumbnail could not be kept (a full disk, say); the inspection goes on without. */
  onTrouble?: (error: unknown) => void
}

/** Judges photos by one read and one decode. Two to four inspections at a time use the machine best. */
export function createSharpInspector({ thumbnails, onTrouble }: Options): Inspector {
  return {
    async inspect(path, signal) {
      try {
        signal.throwIfAborted()
        const before = await stat(path)
        // A pipe or device would keep us waiting for ever.
        if (!before.isFile()) return fail({ code: 'photo-unreadable', path, detail: 'it is not a file' })

        await using bytes = await openPhoto(path, before.size)
        const [sha256, { facts, findings, thumbnail }] = await Promise.all([
          bytes.hash(signal),
          look(bytes, basename(path)),
        ])
        signal.throwIfAborted()

        const after = await stat(path)
        const moved = after.size !== before.size || after.mtimeMs !== before.mtimeMs || bytes.size !== before.size
        if (moved) return fail({ code: 'photo-changed', path })

        if (thumbnail) await keepThumbnail(thumbnails, sha256, thumbnail).catch((error: unknown) => onTrouble?.(error))
        const stamp = { path, size: after.size, mtimeMs: after.mtimeMs }
        return succeed({ stamp, sha256, facts, findings })
      } catch (error) {
        return fail(signal.aborted ? { code: 'interrupted' } : explain(path, error))
      }
    },
  }
}

function explain(path: string, error: unknown): Problem {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'photo-gone', path }
  return { code: 'photo-unreadable', path, detail: error instanceof Error ? error.message : String(error) }
}
