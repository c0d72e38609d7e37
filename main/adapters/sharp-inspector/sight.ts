import type { Finding, PhotoFacts, PhotoFormat } from '../../../preload/contract/index.ts'

/** What one look at the bytes has shown. */
export type Sight = { facts: PhotoFacts | null; findings: Finding[]; thumbnail: Buffer | null }

export const damaged = (detail: string, facts: PhotoFacts | null): Sight => ({
  facts,
  findings: [{ rule: 'damaged', detail }],
  thumbnail: null,
})

/** A picture with nothing wrong in it as far as it could be seen. */
export const unproven = (facts: PhotoFacts): Sight => ({ facts, findings: [], thumbnail: null })

/** Facts of a picture this machine has no decoder for: what its header told, 0 × 0 where it told no size. */
export const undecodedFacts = (format: PhotoFormat, bytes: number, told: Partial<PhotoFacts>): PhotoFacts => ({
  format,
  bytes,
  width: 0,
  height: 0,
  frames: 1,
  orientation: 1,
  colourSpace: 'unknown',
  hasProfile: false,
  hasPosition: false,
  takenAt: null,
  camera: null,
  ...told,
  proven: false,
})
