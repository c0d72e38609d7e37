import { describe, expect, it } from 'vitest'
import { ignoreRules } from '../../../main/engine/ignore-rules.ts'
import { isPhotoName } from '../../../preload/contract/index.ts'

const rules = ignoreRules(true, [], () => () => false)

describe('what is ignored by name', () => {
  it('is whatever is not a photo', () => {
    for (const name of ['a.jpg', 'A.JPEG', 'x.heic', 'scan.tif', 'raw.NEF', 'Müller & Söhne.png', 'two.dots.webp'])
      expect(isPhotoName(name)).toBe(true)
    for (const name of ['a.xmp', 'a.jpg.xmp', 'notes.txt', 'catalog.lrcat', 'movie.mp4', 'jpg', '.jpg', 'README.md'])
      expect(isPhotoName(name)).toBe(false)
  })

  it('is every temporary name, also one that carries a photo’s ending', () => {
    for (const name of [
      'a.jpg.part',
      'a.jpg.tmp',
      'a.jpg.crdownload',
      '~$a.jpg',
      '._a.jpg',
      '.hidden.jpg',
      'a.jpg~',
      'Thumbs.db',
    ])
      expect(isPhotoName(name)).toBe(false)
  })

  it('is what lies in caches and catalogues', () => {
    for (const folder of [
      '.thumbnails',
      '@eaDir',
      'Wedding Previews.lrdata',
      'Session.cocatalog',
      '__MACOSX',
      'CaptureOne',
      '$RECYCLE.BIN',
      '.Trashes',
    ])
      expect(rules.ignores(`shoot/${folder}`, true)).toBe(true)
    for (const folder of ['Weddings', '100CANON', 'Selects 2026']) expect(rules.ignores(folder, true)).toBe(false)
  })

  it('is what a person adds', () => {
    const own = ignoreRules(
      true,
      ['rejects/**'],
      ([glob]) =>
        path =>
          path.startsWith((glob ?? '').replace('**', '')),
    )

    expect(own.ignores('rejects/a.jpg', false)).toBe(true)
    expect(own.ignores('keep/a.jpg', false)).toBe(false)
  })
})
