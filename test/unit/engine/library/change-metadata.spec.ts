import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeMetadata } from '../../../../main/engine/library/change-metadata.ts'

const sha256 = 'a'.repeat(64)
const before = { sha256, album: 'dunes', rating: 3 }
const after = (change: Parameters<typeof changeMetadata>[1], from: Record<string, unknown> = before) => {
  const changed = changeMetadata(from, change)
  return changed.ok ? changed.value : changed.problem
}

describe('metadata that is changed', () => {
  it('is merged: what is set wins over what is removed, the rest stays', () => {
    expect(after({ kind: 'merge', set: { rating: 5, client: 'x' }, remove: ['album', 'rating'] })).toEqual({
      sha256,
      rating: 5,
      client: 'x',
    })
  })

  it('is replaced, but for our hash', () => {
    expect(after({ kind: 'replace', with: {} })).toEqual({ sha256 })
    expect(after({ kind: 'replace', with: {} }, { album: 'dunes' })).toEqual({})
  })

  it('loses or changes our hash only when it is named', () => {
    expect(after({ kind: 'merge', set: {}, remove: ['sha256'] })).toEqual({ album: 'dunes', rating: 3 })
    expect(after({ kind: 'replace', with: { sha256: 'mine' } })).toEqual({ sha256: 'mine' })
  })

  it('may have a field of any name', () => {
    const named = JSON.parse('{"__proto__":{"a":1},"constructor":2}') as Record<string, never>

    expect(JSON.stringify(after({ kind: 'merge', set: named, remove: [] }, {}))).toBe(JSON.stringify(named))
  })

  it('never takes more than the service keeps, and says how much it would', () => {
    const long = after({ kind: 'merge', set: { note: 'é'.repeat(500) }, remove: [] })

    expect(long).toMatchObject({ code: 'invalid-input', where: 'metadata' })
    expect(JSON.stringify(long)).toContain('1,114 bytes')
  })

  it('keeps our hash whatever else is set', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ maxLength: 5 }).filter(name => name !== 'sha256'),
          fc.boolean(),
        ),
        fields => {
          expect(after({ kind: 'replace', with: fields })).toMatchObject({ sha256 })
        },
      ),
    )
  })
})
