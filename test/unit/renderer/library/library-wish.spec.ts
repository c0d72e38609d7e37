import { describe, expect, it } from 'vitest'
import { mergeOf } from '../../../../renderer/screens/library/bulk/merge-of.ts'
import { createPictureLane } from '../../../../renderer/parts/picture-lane.ts'
import { everything, filterOf, filtersSet, isFiltered, unfiltered } from '../../../../renderer/state/library-wish.ts'

describe('what a person wants to see', () => {
  it('is asked as the engine knows it, and only what was said', () => {
    expect(filterOf(everything)).toEqual({ order: 'newest' })
    expect(
      filterOf({ ...everything, text: ' dune ', access: 'public', folder: 'f', creator: 'ada', order: 'name' }),
    ).toEqual({ order: 'name', text: 'dune', private: false, folder: 'f', creator: 'ada' })
    expect(filterOf({ ...everything, creator: '' })).toEqual({ order: 'newest', creator: null })
  })

  it('holds both days named, from midnight to midnight of this computer', () => {
    const { uploadedFrom, uploadedBefore } = filterOf({ ...everything, from: '2026-03-29', to: '2026-03-29' })

    expect(uploadedFrom).toBe(new Date(2026, 2, 29).getTime())
    expect(uploadedBefore).toBe(new Date(2026, 2, 30).getTime())
    expect(filterOf({ ...everything, from: 'soon' })).toEqual({ order: 'newest' })
  })

  it('says which filters are set, and is without them in the same order', () => {
    const wish = { ...everything, text: 'a', creator: '', to: '2026-01-01', order: 'oldest' } as const

    expect(filtersSet(wish)).toEqual(['creator', 'to'])
    expect(isFiltered(wish)).toBe(true)
    expect(unfiltered(wish)).toEqual({ ...everything, order: 'oldest' })
    expect(isFiltered({ ...everything, order: 'name', text: ' ' })).toBe(false)
  })
})

describe('fields written down for many images', () => {
  it('are set and removed together; lines without a name say nothing', () => {
    const pairs = [
      { field: ' client ', value: 'Miller & Co' },
      { field: '', value: 'lost' },
    ]

    expect(mergeOf(pairs, ' draft, , draft')).toEqual({
      kind: 'merge',
      set: { client: 'Miller & Co' },
      remove: ['draft'],
    })
    expect(mergeOf([{ field: ' ', value: '' }], ' , ')).toEqual({ kind: 'nothing' })
  })

  it('cannot be named twice, nor set and removed', () => {
    const client = { field: 'client', value: 'a' }

    expect(mergeOf([client, client], '')).toEqual({ kind: 'twice', field: 'client' })
    expect(mergeOf([client], 'client')).toEqual({ kind: 'both', field: 'client' })
  })
})

describe('pictures on their way to the page', () => {
  it('are few at once, the last one wanted first, and none that nobody wants any more', () => {
    const lane = createPictureLane(2)
    const begun: string[] = []
    const enter = (name: string) => lane.enter(name, () => begun.push(name))
    const [a, b, c] = ['a', 'b', 'c', 'd'].map(enter)
    expect(begun).toEqual(['a', 'b'])

    c?.leave()
    a?.leave()
    b?.leave()

    expect(begun).toEqual(['a', 'b', 'd'])
  })

  it('do not wait when they were here before', () => {
    const lane = createPictureLane(1)
    const begun: string[] = []
    lane.enter('slow', () => begun.push('slow'))
    lane.loaded('seen')

    lane.enter('seen', () => begun.push('seen')).leave()
    lane.enter('new', () => begun.push('new'))

    expect(begun).toEqual(['slow', 'seen'])
  })
})
