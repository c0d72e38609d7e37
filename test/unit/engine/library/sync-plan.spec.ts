import { describe, expect, it } from 'vitest'
import { comparePage, isWholeDue, pairMoves, provenFrom } from '../../../../main/engine/library/sync-plan.ts'
import { anImage } from './an-image.ts'

describe('a listed page against the mirror', () => {
  it('tells what is new and what is different', () => {
    const known = [anImage('a'), anImage('b'), anImage('c')]
    const listed = [anImage('d'), anImage('b', { creator: 'me' }), anImage('a')]

    const change = comparePage(listed, known)

    expect(change.added.map(({ id }) => id)).toEqual(['d'])
    expect(change.changed.map(({ id }) => id)).toEqual(['b'])
    expect(change.variantsChanged).toBe(false)
  })

  it('takes no notice of the order of links and fields, nor of less than a second', () => {
    const one = anImage('a', { metadata: { x: 1, y: [{ a: 1, b: 2 }] }, links: ['l/a/public', 'l/a/hero'] })
    const same = anImage('a', {
      metadata: { y: [{ b: 2, a: 1 }], x: 1 },
      links: ['l/a/hero', 'l/a/public'],
      uploadedAt: 999,
    })

    expect(comparePage([same], [one])).toEqual({ added: [], changed: [], refilled: [], variantsChanged: false })
    expect(
      comparePage([anImage('a', { metadata: { x: '1' } })], [anImage('a', { metadata: { x: 1 } })]).changed,
    ).toHaveLength(1)
  })

  it('tells that an id of a person’s own was filled anew: one the service chose never is', () => {
    const chosen = '8a6c0000-0000-4000-8000-000000000000'
    const known = [anImage('logo'), anImage('sign'), anImage(chosen)]
    const listed = [
      anImage('logo', { uploadedAt: 5_000 }),
      anImage('sign', { creator: 'me' }),
      anImage(chosen, { uploadedAt: 5_000 }),
    ]

    const change = comparePage(listed, known)

    expect(change.changed.map(({ id }) => id)).toEqual(['logo', 'sign', chosen])
    expect(change.refilled.map(({ id }) => id)).toEqual(['logo'])
  })

  it('tells that a variant came or went: then all links did', () => {
    const link = (variant: string) => `https://imagedelivery.net/hash/a/${variant}`
    const known = [anImage('a', { links: [link('public')] })]

    expect(comparePage([anImage('a', { links: [link('public'), link('hero')] })], known).variantsChanged).toBe(true)
    expect(comparePage([anImage('a', { creator: 'me', links: [link('public')] })], known).variantsChanged).toBe(false)
  })
})

describe('what a list has proven', () => {
  it('ends before the second of its last image, which may go on on the next page', () => {
    expect(provenFrom([anImage('a', { uploadedAt: 9_500 }), anImage('b', { uploadedAt: 7_300 })], false)).toBe(8_000)
  })

  it('is everything at its end, and nothing before its beginning', () => {
    expect(provenFrom([], true)).toBe(Number.NEGATIVE_INFINITY)
    expect(provenFrom([], false)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('looking at everything', () => {
  it('is due at first, after a day, and when the clock was set back', () => {
    const mark = { newest: 0, wholeAt: 1_000_000, agreed: true }

    expect(isWholeDue(undefined, 0)).toBe(true)
    expect(isWholeDue(mark, 1_000_000 + 86_399_999)).toBe(false)
    expect(isWholeDue(mark, 1_000_000 + 86_400_000)).toBe(true)
    expect(isWholeDue(mark, 999_999)).toBe(true)
  })
})

describe('images that vanished', () => {
  const metadata = { sha256: 'f'.repeat(64) }
  const before = anImage('before', { metadata, uploadedAt: 5_100 })
  const after = anImage('after', { metadata, uploadedAt: 5_900, private: true })

  it('are the same under a new id where the same photo appeared with the other access', () => {
    expect(pairMoves([before], [after])).toEqual({ moved: [{ from: 'before', to: after }], gone: [] })
  })

  it.each([
    ['of another second', { uploadedAt: 6_000 }],
    ['of another name', { filename: 'sea.jpg' }],
    ['of other bytes', { metadata: { sha256: 'e'.repeat(64) } }],
    ['with the same access', { private: false }],
    ['without our hash', { metadata: {} }],
  ])('are gone where the one that appeared is %s', (_what, other) => {
    expect(pairMoves([before], [{ ...after, ...other }])).toEqual({ moved: [], gone: [before] })
  })

  it('are paired one to one', () => {
    const twin = { ...before, id: 'twin' }

    const { moved, gone } = pairMoves([before, twin], [after])

    expect(moved).toEqual([{ from: 'before', to: after }])
    expect(gone).toEqual([twin])
  })
})
