import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeName } from '../../../../main/hosts/web/safe-name.ts'

describe('the name a dropped file is kept under', () => {
  it.each(['DSC_0001.JPG', 'Hochzeit Müller & Søn ♥.jpg', '50 % off #1.png', 'a.b.c.webp', '写真.jpeg', 'name'])(
    'is its own: %s',
    name => {
      expect(safeName(name)).toBe(name)
    },
  )

  it.each([
    ['../../etc/passwd', '__.._etc_passwd'],
    ['C:\\photos\\a.jpg', 'C__photos_a.jpg'],
    ['a\u0000b\r\n.jpg', 'a_b__.jpg'],
    ['.hidden.jpg', '_hidden.jpg'],
    ['a?.jpg', 'a_.jpg'],
    ['a.jpg. .', 'a.jpg'],
    ['CON', 'CON_'],
    ['nul.jpg', 'nul_.jpg'],
    ['', 'photo'],
    ['...', '_'],
    [' ', 'photo'],
    ['\ud800.jpg', '\ufffd.jpg'],
  ])('is made fit for any system: %j → %j', (name, fit) => {
    expect(safeName(name)).toBe(fit)
  })

  it('is cut to what a file system takes, between characters and before the ending', () => {
    const name = safeName(`${'ü♥'.repeat(200)}.jpeg`)

    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
    expect(Buffer.byteLength(name)).toBeGreaterThan(195)
    expect(name).toMatch(/^(ü♥)+ü?\.jpeg$/)
  })

  it('is always one name, whatever was given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), given => {
        const name = safeName(given)

        expect(name).not.toBe('')
        expect(name).not.toMatch(/^\.|[/\\\0]|[. ]$/)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
        expect(safeName(name)).toBe(name)
      }),
      { numRuns: 1_000 },
    )
  })
})
