import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeOf } from '../../../main/hosts/cli/change-options.ts'
import { exitCodeOf } from '../../../main/hosts/cli/exit-code.ts'
import { keepingOf } from '../../../main/hosts/cli/keeping-options.ts'
import { changeWords } from '../../../main/hosts/cli/print/change-words.ts'
import { fitted } from '../../../main/hosts/cli/print/fitted.ts'
import { imageBlock } from '../../../main/hosts/cli/print/image-block.ts'
import { imageTable } from '../../../main/hosts/cli/print/image-table.ts'
import { jsonLine } from '../../../main/hosts/cli/print/json-line.ts'
import { printable } from '../../../main/hosts/cli/print/printable.ts'
import { syncWords } from '../../../main/hosts/cli/print/sync-words.ts'
import { table } from '../../../main/hosts/cli/print/table.ts'
import { variantOfLink } from '../../../main/hosts/cli/print/variant-of-link.ts'
import { variantTable } from '../../../main/hosts/cli/print/variant-table.ts'
import { width } from '../../../main/hosts/cli/print/width.ts'
import { changedVariant, plainVariant } from '../../../main/hosts/cli/variant-options.ts'
import { anImage } from './an-image.ts'

describe('images in a table', () => {
  it('are a line each: id, when, name, access, creator', () => {
    const images = [anImage(), anImage({ id: 'wedding/sea', filename: null, private: true, creator: 'Ada' })]

    expect(imageTable(images, 200)).toEqual([
      '083eb7b2-5392-4565-b69e-aff66acddd00  2026-05-01 18:04  dune.jpg',
      'wedding/sea                           2026-05-01 18:04  —         private  Ada',
    ])
  })

  it('fit the screen, whatever their names are, and keep the id longest', () => {
    const long = anImage({ filename: `${'写真'.repeat(40)}.jpg`, creator: 'A very long name of a creator' })

    expect(imageTable([long], 80)).toEqual([
      '083eb7b2-5392-4565-b69e-aff66acddd00  2026-05-01 18:04  写真写真写…    A very…',
    ])
    expect(imageTable([{ ...long, filename: 'a long name of a photo.jpg', private: true }], 70)).toEqual([
      '083eb7b2-5392-4565…  2026-05-01 18:04  a long name…  private  A very…',
    ])
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 300 }), { minLength: 1 }),
        fc.integer({ min: 62, max: 200 }),
        (names, columns) => {
          const images = names.map(name => anImage({ filename: name, creator: name }))
          for (const line of imageTable(images, columns)) expect(width(line)).toBeLessThanOrEqual(columns)
        },
      ),
    )
  })

  it('show no control characters', () => {
    const [line = ''] = imageTable([anImage({ id: 'a\u001b[2J', filename: 'b\r\n', creator: 'c\u202e' })], 200)

    expect(printable(line)).toBe(line)
    expect(line).toContain('a\\u001b[2J')
  })
})

describe('a table on a narrow screen', () => {
  it('shrinks its columns one after the other', () => {
    const rows = [['abcdefghij', 'klmnopqrst', 'uvwxyz']]
    const mayShrink = [
      { column: 1, to: 4 },
      { column: 0, to: 6 },
    ]

    expect(table(fitted(rows, 30, mayShrink))).toEqual(['abcdefghij  klmnopqrst  uvwxyz'])
    expect(table(fitted(rows, 26, mayShrink))).toEqual(['abcdefghij  klmno…  uvwxyz'])
    expect(table(fitted(rows, 22, mayShrink))).toEqual(['abcdefg…  klm…  uvwxyz'])
    expect(table(fitted(rows, 1, mayShrink))).toEqual(['abcde…  klm…  uvwxyz'])
  })
})

describe('one image', () => {
  it('is told with everything there is to know', () => {
    const image = anImage({
      private: true,
      creator: 'Ada',
      metadata: { album: 'Wedding', stars: 4, evil: '\u001b[2J' },
      links: ['https://imagedelivery.net/hash/a/public', 'https://imagedelivery.net/hash/a/thumb'],
    })
    const receipt = {
      job: 'job',
      profile: 'studio',
      path: '/photos/dune.jpg',
      name: 'dune.jpg',
      sha256: 'a'.repeat(64),
      bytes: 8_140_000,
      imageId: image.id,
      at: image.uploadedAt,
      links: [],
    }

    expect(imageBlock({ image, receipt })).toEqual([
      'dune.jpg',
      '  id        083eb7b2-5392-4565-b69e-aff66acddd00',
      '  uploaded  2026-05-01 18:04',
      '  access    private: its links need a signature (hotfolder sign)',
      '  creator   Ada',
      '  metadata  album: "Wedding"',
      '            stars: 4',
      '            evil: "\\u001b[2J"',
      '  links     public  https://imagedelivery.net/hash/a/public',
      '            thumb   https://imagedelivery.net/hash/a/thumb',
      '  sent      2026-05-01 18:04 from /photos/dune.jpg, 8.1 MB',
      `            SHA-256 ${'a'.repeat(64)}`,
    ])
  })
})

describe('a line of JSON', () => {
  it('holds everything, and nothing a terminal would obey', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), value => {
        const line = jsonLine(value)

        expect(JSON.parse(line)).toEqual(value)
        expect(printable(line)).toBe(line)
      }),
    )
  })
})

describe('a change', () => {
  it('is what was given, and nothing else', () => {
    expect(changeOf({})).toBeNull()
    expect(changeOf({ public: true, creator: false })).toEqual({ private: false, creator: null })
    expect(changeOf({ meta: { a: 1 }, unset: ['b'] })).toEqual({
      metadata: { kind: 'merge', set: { a: 1 }, remove: ['b'] },
    })
    expect(changeOf({ unset: ['b'] })).toEqual({ metadata: { kind: 'merge', set: {}, remove: ['b'] } })
    expect(changeOf({ replaceMeta: {} })).toEqual({ metadata: { kind: 'replace', with: {} } })
  })

  it('is told beforehand in words', () => {
    const image = anImage({ creator: 'Ada', metadata: { sha256: 'f00', album: 'Wedding', stars: 4 } })

    expect(changeWords(image, { private: true, creator: null })).toBe(
      'public → private, under a new id; creator: Ada → none',
    )
    expect(changeWords(image, { private: false, creator: 'Ada' })).toBe('nothing changes')
    expect(changeWords(image, { metadata: { kind: 'merge', set: { stars: 5, sold: true }, remove: ['album'] } })).toBe(
      'album: "Wedding" → none; stars: 4 → 5; sold: none → true',
    )
    expect(changeWords(image, { metadata: { kind: 'replace', with: { album: 'Wedding' } } })).toBe('stars: 4 → none')
  })
})

describe('an image with an id of its own', () => {
  it('is never private', () => {
    expect(keepingOf({ id: 'a', private: true })).toEqual({
      ok: false,
      problem: { code: 'custom-id-public', imageId: 'a' },
    })
    expect(keepingOf({ id: 'a', meta: { b: 1 } })).toEqual({ ok: true, value: { id: 'a', metadata: { b: 1 } } })
  })
})

describe('a variant', () => {
  it('keeps what is not changed, and can lose what it had', () => {
    const before = changedVariant(plainVariant('thumb'), {
      width: 400,
      blur: 20,
      browserTtl: 7_200,
      alwaysPublic: true,
    })

    expect(changedVariant(before, { fit: 'cover', height: 300 })).toEqual({
      id: 'thumb',
      options: { fit: 'cover', width: 400, height: 300, metadata: 'none', blur: 20, browserTtlSeconds: 7_200 },
      alwaysPublic: true,
    })
    expect(
      changedVariant(before, { width: false, height: 300, blur: false, browserTtl: false, alwaysPublic: false }),
    ).toEqual({
      id: 'thumb',
      options: { fit: 'scale-down', width: null, height: 300, metadata: 'none', blur: null, browserTtlSeconds: null },
      alwaysPublic: false,
    })
  })

  it('is a line in words', () => {
    const plain = plainVariant('public')
    const blurred = changedVariant(plainVariant('thumb'), {
      width: 1_366,
      height: 768,
      blur: 20,
      browserTtl: 7_200,
      alwaysPublic: true,
    })

    expect(variantTable([plain, blurred, changedVariant(plain, { height: 300 })])).toEqual([
      'public  scale-down  as it is     metadata none',
      'thumb   scale-down  1,366 × 768  metadata none · blur 20 · browsers keep it 2h · always public',
      'public  scale-down  300 high     metadata none',
    ])
  })

  it('is the last part of a link', () => {
    expect(variantOfLink('https://imagedelivery.net/hash/wedding/dune/thumb?exp=1&sig=a/b')).toBe('thumb')
    expect(variantOfLink('https://imagedelivery.net/hash/dune/w=400,fit=cover')).toBe('w=400,fit=cover')
  })
})

describe('what a sync learned', () => {
  it('is one sentence', () => {
    const nothing = {
      profile: 'studio',
      whole: false,
      calls: 1,
      total: 1_204,
      added: 0,
      changed: 0,
      removed: 0,
      moved: 0,
    }

    expect(syncWords(nothing)).toBe('“studio”: nothing changed; 1,204 images, 1 call.')
    expect(syncWords({ ...nothing, calls: 3, added: 3, removed: 1, moved: 2 })).toBe(
      '“studio”: 3 new, 2 with a new id, 1 gone; 1,204 images, 3 calls.',
    )
  })
})

describe('the exit code', () => {
  it('is 2 for what can never be, and 1 for what went wrong', () => {
    expect(exitCodeOf({ code: 'image-unknown', imageId: 'a' })).toBe(2)
    expect(exitCodeOf({ code: 'variant-unknown', variant: 'a' })).toBe(2)
    expect(exitCodeOf({ code: 'image-exists', imageId: 'a' })).toBe(1)
    expect(exitCodeOf({ code: 'offline', host: 'a' })).toBe(1)
  })
})
