import { describe, expect, it } from 'vitest'
import type { Finding } from '../../../preload/contract/index.ts'
import { de } from '../../../renderer/text/de.ts'
import { en } from '../../../renderer/text/en.ts'

const findings: readonly Finding[] = [
  { rule: 'too-many-bytes', bytes: 10_500_000, limit: 10_000_000 },
  { rule: 'side-too-long', pixels: 13_000, limit: 12_000 },
  { rule: 'too-many-megapixels', megapixels: 101.25, limit: 100 },
  { rule: 'metadata-too-large', bytes: 1_100, limit: 1_024 },
]

describe('why a photo is held', () => {
  it('is said with its numbers, as each language writes them', () => {
    expect(findings.map(finding => de.finding(finding).title)).toEqual([
      '10,5 MB sind mehr als die erlaubten 10,0 MB',
      '13.000 Pixel an einer Seite sind mehr als die erlaubten 12.000',
      '101,3 Megapixel sind mehr als die erlaubten 100',
      '1.100 Byte an Angaben sind mehr als die erlaubten 1.024',
    ])
    expect(findings.map(finding => en.finding(finding).title)).toContain('10.5 MB is over the limit of 10.0 MB')
  })

  it('begins with the format where that is the reason, so that a narrow row still tells it', () => {
    const raw: Finding = { rule: 'format-not-accepted', format: 'raw' }

    expect(en.finding(raw).title).toBe('RAW is not accepted')
    expect(de.finding(raw).title).toBe('RAW ist nicht erlaubt')
  })

  it('is German to its end where the reason is ours, and else as it was reported', () => {
    const damaged = (detail: string) => de.finding({ rule: 'damaged', detail }).advice

    expect(damaged('the end of the picture is missing')).toContain('Das Ende des Bildes fehlt.')
    expect(damaged('VipsJpeg: bad marker')).toContain('Gemeldet wurde: VipsJpeg: bad marker')
  })
})
