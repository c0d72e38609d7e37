import { createHash, createHmac } from 'node:crypto'
import type { Digest } from '../engine/ports.ts'

/** SHA-256, and HMAC with it, by the runtime's own library. */
export const createNodeDigest = (): Digest => ({
  start() {
    const hash = createHash('sha256')
    return { update: bytes => void hash.update(bytes), hex: () => hash.digest('hex') }
  },
  sign: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
})
