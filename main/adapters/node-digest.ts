import { createHash } from 'node:crypto'
import type { Digest } from '../engine/ports.ts'

/** SHA-256 by the runtime's own library. */
export const createNodeDigest = (): Digest => ({
  start() {
    const hash = createHash('sha256')
    return { update: bytes => void hash.update(bytes), hex: () => hash.digest('hex') }
  },
})
