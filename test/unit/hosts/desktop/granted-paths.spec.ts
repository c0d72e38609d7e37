import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createGrantedPaths } from '../../../../main/hosts/desktop/granted-paths.ts'
import { rangeOf } from '../../../../main/hosts/web/byte-range.ts'

function aDisk() {
  const place = realpathSync(mkdtempSync(join(tmpdir(), 'hotfolder-granted-')))
  for (const name of ['home', 'picked', 'other']) mkdirSync(join(place, name))
  writeFileSync(join(place, 'picked', 'a.jpg'), '')
  writeFileSync(join(place, 'other', 'secret.jpg'), '')
  symlinkSync(join(place, 'other'), join(place, 'picked', 'way-out'))
  return { at: (...parts: string[]) => join(place, ...parts), granted: createGrantedPaths(join(place, 'home')) }
}

describe('paths a page may name', () => {
  it('are those a person picked, and what lies in them', async () => {
    const { at, granted } = aDisk()
    expect(await granted.within(at('picked'))).toMatchObject({ ok: false, problem: { code: 'path-outside' } })

    await granted.grant(at('picked'))

    expect(await granted.within(at('picked', 'a.jpg'))).toEqual({ ok: true, value: at('picked', 'a.jpg') })
  })

  it('do not lead out by a link, by `..`, or beside a name that begins the same', async () => {
    const { at, granted } = aDisk()
    await granted.grant(at('picked'))

    for (const path of [
      at('picked', 'way-out', 'secret.jpg'),
      `${at('picked')}/../other`,
      at('picked-not'),
      'a.jpg',
      '/\0',
    ])
      expect(await granted.within(path)).toMatchObject({ ok: false, problem: { code: 'path-outside' } })
  })

  it('never are Hotfolder’s own, even when picked', async () => {
    const { at, granted } = aDisk()

    expect(await granted.grant(at('home'))).toMatchObject({ ok: false })
    expect(await granted.within(at('home'))).toMatchObject({ ok: false })
  })
})

describe('a part of a file', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=50-5000', { start: 50, end: 99 }],
  ])('%s is one of a hundred bytes', (header, range) => {
    expect(rangeOf(header, 100)).toEqual(range)
  })

  it.each(['bytes=100-', 'bytes=9-3', 'bytes=-', 'bytes=0-1,5-6', 'lines=1-2', undefined])('%s is none', header => {
    expect(rangeOf(header, 100)).toBeNull()
  })
})
