import { describe, expect, it } from 'vitest'
import type { Variant } from '../../../../preload/contract/index.ts'
import {
  draftDropped,
  emptyVariantDesk,
  hasDrafts,
  newVariantKey,
  shownVariant,
  usualVariant,
  variantBegun,
  variantDeskOf,
  variantGone,
  variantKept,
  variantKeys,
  variantsRead,
  variantTyped,
} from '../../../../renderer/state/variant-desk.ts'

const named = (id: string, width = 100): Variant => ({
  ...usualVariant,
  id,
  options: { ...usualVariant.options, width },
})
const aDesk = () =>
  variantsRead(
    emptyVariantDesk,
    'studio',
    ['thumb-10', 'public', 'thumb-2'].map(id => named(id)),
  )

describe('the desk of variants', () => {
  it('lists them by name, and begins with the one every account has', () => {
    const desk = aDesk()

    expect(variantKeys(desk)).toEqual(['public', 'thumb-2', 'thumb-10'])
    expect(desk.chosen).toBe('public')
  })

  it('keeps what was typed as a draft, until it says again what is saved', () => {
    const typed = variantTyped(aDesk(), 'public', named('public', 5))
    expect([shownVariant(typed, 'public')?.options.width, hasDrafts(typed)]).toEqual([5, true])

    const back = variantTyped(typed, 'public', named('public'))

    expect([shownVariant(back, 'public')?.options.width, hasDrafts(back)]).toEqual([100, false])
  })

  it('keeps drafts when the list is read again, but not of variants that are gone', () => {
    const typed = variantTyped(variantTyped(aDesk(), 'public', named('public', 5)), 'thumb-2', named('thumb-2', 6))

    const read = variantsRead(typed, 'studio', [named('public')])

    expect([...read.drafts.keys()]).toEqual(['public'])
  })

  it('puts the drafts of an account aside while another is in use', () => {
    const typed = variantTyped(aDesk(), 'public', named('public', 5))

    const other = variantsRead(typed, 'client', [named('public', 9)])
    expect([shownVariant(other, 'public')?.options.width, other.drafts.size, hasDrafts(other)]).toEqual([9, 0, true])

    expect(shownVariant(variantDeskOf(other, 'studio'), 'public')?.options.width).toBe(5)
  })

  it('has one new variant at a time, first in the list, and takes it up by its name once it is saved', () => {
    const begun = variantTyped(variantBegun(aDesk(), usualVariant), newVariantKey, named('hero'))
    expect(variantKeys(begun)).toEqual([newVariantKey, 'public', 'thumb-2', 'thumb-10'])

    const kept = variantKept(begun, newVariantKey, named('hero'))

    expect(variantKeys(kept)).toEqual(['hero', 'public', 'thumb-2', 'thumb-10'])
    expect([kept.chosen, kept.justSaved, hasDrafts(kept)]).toEqual(['hero', 'hero', false])
  })

  it('chooses a neighbour when the chosen one goes', () => {
    expect(draftDropped(variantBegun(aDesk(), usualVariant), newVariantKey).chosen).toBe('public')
    expect(variantGone({ ...aDesk(), chosen: 'thumb-2' }, 'thumb-2').chosen).toBe('thumb-10')
    expect(variantGone({ ...aDesk(), chosen: 'thumb-10' }, 'thumb-10').chosen).toBe('thumb-2')
    expect(variantGone({ ...aDesk(), chosen: 'public' }, 'thumb-10').chosen).toBe('public')
  })
})
