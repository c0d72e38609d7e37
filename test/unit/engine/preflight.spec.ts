import { describe, expect, it } from 'vitest'
import { cloudflareLimits, type PhotoFacts } from '../../../preload/contract/index.ts'
import { preflight } from '../../../main/engine/preflight.ts'

const facts: PhotoFacts = {
  format: 'jpeg',
  bytes: 4_000_000,
  width: 6_000,
  height: 4_000,
  frames: 1,
  orientation: 1,
  colourSpace: 'srgb',
  hasProfile: true,
  hasPosition: false,
  takenAt: null,
  camera: null,
  proven: true,
}
const sending = { private: false, creator: null, tags: {} }
const hash = 'a'.repeat(64)
const rules = (given: Partial<PhotoFacts>, tags: Record<string, string> = {}) => {
  const judgement = preflight({ ...facts, ...given }, [], { ...sending, tags }, hash, cloudflareLimits)
  return judgement.kind === 'held' ? judgement.findings.map(finding => finding.rule) : []
}

describe('preflight', () => {
  it('lets an ordinary photo through as it is', () => {
    expect(preflight(facts, [], sending, hash, cloudflareLimits)).toEqual({
      kind: 'fit',
      preparation: { kind: 'none' },
    })
  })

  it('holds what Cloudflare would refuse, on the limit and one beyond', () => {
    expect(rules({ bytes: 10_000_000 })).toEqual([])
    expect(rules({ bytes: 10_000_001 })).toEqual(['too-many-bytes'])
    expect(rules({ width: 12_000, height: 8_333 })).toEqual([])
    expect(rules({ width: 12_001, height: 1_000 })).toEqual(['side-too-long'])
    expect(rules({ width: 10_001, height: 10_000 })).toEqual(['too-many-megapixels'])
    expect(rules({ format: 'gif', width: 1_000, height: 1_000, frames: 100 })).toEqual([])
    expect(rules({ format: 'gif', width: 1_000, height: 1_000, frames: 101 })).toEqual(['animation-too-large'])
  })

  it('knows which formats are taken', () => {
    for (const format of ['jpeg', 'png', 'gif', 'webp', 'svg', 'heic'] as const) expect(rules({ format })).toEqual([])
    for (const format of ['avif', 'tiff', 'psd', 'jp2', 'bmp', 'raw', 'other'] as const)
      expect(rules({ format })).toEqual(['format-not-accepted'])
  })

  it('has no limit of sides for WebP and none of pixels for SVG', () => {
    expect(rules({ format: 'webp', width: 16_000, height: 2_000 })).toEqual([])
    expect(rules({ format: 'svg', width: 50_000, height: 50_000 })).toEqual([])
  })

  it('counts tags in bytes of JSON, with our own hash among them', () => {
    expect(rules({}, { caption: 'x'.repeat(900) })).toEqual([])
    expect(rules({}, { caption: 'ü'.repeat(480) })).toEqual(['metadata-too-large'])
  })

  it('keeps what the decoder saw', () => {
    const judgement = preflight(null, [{ rule: 'not-an-image', detail: 'text' }], sending, hash, cloudflareLimits)

    expect(judgement).toEqual({ kind: 'held', findings: [{ rule: 'not-an-image', detail: 'text' }] })
  })
})
