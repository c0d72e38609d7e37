import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { manifestName, originalNames } from '../../../../main/engine/library/original-name.ts'

const uuid = '083eb7b2-5392-4565-b69e-aff66acddd00'

function namesOf(filename: string | null, type: string, id = uuid, count = 3): string[] {
  const names: string[] = []
  for (const name of originalNames({ id, filename }, type)) {
    names.push(name)
    if (names.length === count) break
  }
  return names
}
const first = (filename: string | null, type = 'image/jpeg', id = uuid) => namesOf(filename, type, id, 1)[0]

describe('the name of an original', () => {
  it('is its own, then with the id, then numbered', () => {
    expect(namesOf('DSC_1.JPG', 'image/jpeg')).toEqual(['DSC_1.JPG', 'DSC_1 (083eb7b2).JPG', 'DSC_1 (083eb7b2, 2).JPG'])
  })

  it.each([
    ['dune.jpeg', 'image/jpeg; charset=binary', 'dune.jpeg'],
    ['dune.heic', 'image/jpeg', 'dune.jpg'],
    ['dune.png', 'image/webp', 'dune.webp'],
    ['dune', 'image/png', 'dune.png'],
    ['dune.v2', 'image/gif', 'dune.v2.gif'],
    ['dune.svg', 'image/svg+xml', 'dune.svg'],
    ['dune.tif', 'application/octet-stream', 'dune.tif'],
    ['dune', 'application/octet-stream', 'dune'],
  ])('%s that came as %s is %s', (filename, type, name) => {
    expect(first(filename, type)).toBe(name)
  })

  it.each([
    ['../../etc/passwd.jpg', 'passwd.jpg'],
    ['C:\\photos\\dune.jpg', 'dune.jpg'],
    ['..', `${uuid}.jpg`],
    ['con.jpg', '_con.jpg'],
    ['COM1.backup.jpg', '_COM1.backup.jpg'],
    ['.hidden.jpg', 'hidden.jpg'],
    ['a:b*c?.jpg', 'a_b_c_.jpg'],
    ['dune. .jpg', 'dune.jpg'],
    ['e\u0301te\u0301.jpg', '\u00e9t\u00e9.jpg'],
    ['gpj\u202e.exe.jpg', 'gpj.exe.jpg'],
    [null, `${uuid}.jpg`],
  ])('%s becomes %s', (filename, name) => {
    expect(first(filename)).toBe(name)
  })

  it('of an id with slashes and no name is the last part of it', () => {
    expect(namesOf(null, 'image/jpeg', 'shoot/2026/dune', 2)).toEqual(['dune.jpg', 'dune (shoot_2026_dune).jpg'])
  })

  it('is never that of our notes', () => {
    expect(first(manifestName, 'application/octet-stream')).toBe(`_${manifestName}`)
    expect(first(manifestName.toUpperCase(), 'application/octet-stream')).not.toBe(manifestName.toUpperCase())
  })

  it('is safe on every system, whatever the service says', () => {
    const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 }))
    const anyType = fc.constantFrom('image/jpeg', 'image/svg+xml', 'application/octet-stream', 'text/html', '')

    fc.assert(
      fc.property(fc.option(anyText), anyText, anyType, (filename, id, type) => {
        for (const name of namesOf(filename, type, id || 'x', 4)) {
          expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}]/u)
          expect(name).not.toMatch(/^[.\s]|[.\s]$/)
          expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i)
          expect(name.normalize('NFC')).toBe(name)
          expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200)
          expect(name).not.toBe('')
          expect(name.toLowerCase()).not.toBe(manifestName)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('goes on to others without end', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), filename => {
        expect(new Set(namesOf(filename, 'image/jpeg', uuid, 30)).size).toBe(30)
      }),
    )
  })
})
