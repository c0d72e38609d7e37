import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  afterChange,
  beginDraft,
  changeOf,
  type ImageDraft,
  inForm,
  isChanged,
  readForm,
  rebase,
} from '../../../../renderer/state/image-draft.ts'
import { type Metadata, sameJson, withoutOurs } from '../../../../renderer/state/metadata-fields.ts'

const kept = { metadata: { sha256: 'abc', client: 'Miller', frame: 12, proof: true }, creator: 'Ada' }

/** What a person types into one field. */
function write(draft: ImageDraft, name: string, value: string): ImageDraft {
  if (draft.form.kind !== 'fields') throw new Error('there are no fields')
  const fields = draft.form.fields.map(field => (field.name === name ? { ...field, value } : field))
  return { ...draft, form: { kind: 'fields', fields } }
}

function add(draft: ImageDraft, name: string, value: string): ImageDraft {
  if (draft.form.kind !== 'fields') throw new Error('there are no fields')
  const field = { key: draft.nextKey, name, kind: 'text', value } as const
  return { ...draft, form: { kind: 'fields', fields: [...draft.form.fields, field] }, nextKey: draft.nextKey + 1 }
}

function remove(draft: ImageDraft, name: string): ImageDraft {
  if (draft.form.kind !== 'fields') throw new Error('there are no fields')
  return { ...draft, form: { kind: 'fields', fields: draft.form.fields.filter(field => field.name !== name) } }
}

const asJson = (draft: ImageDraft, text: string): ImageDraft => ({ ...draft, form: { kind: 'json', text } })

describe('what is typed of an image', () => {
  it('orders only what a person changed', () => {
    const draft = { ...add(remove(write(beginDraft(kept), 'client', 'Smith'), 'frame'), 'place', 'Rome'), creator: '' }

    expect(changeOf(draft)).toEqual({ set: { client: 'Smith', place: 'Rome' }, remove: ['frame'], creator: null })
    expect(afterChange(kept.metadata, changeOf(draft))).toEqual({
      sha256: 'abc',
      client: 'Smith',
      proof: true,
      place: 'Rome',
    })
  })

  it('is no change as long as it says the same', () => {
    expect(isChanged(beginDraft(kept))).toBe(false)
    expect(isChanged(write(beginDraft(kept), 'frame', '12.0'))).toBe(false)
    expect(isChanged(add(beginDraft(kept), '', ''))).toBe(false)
    expect(isChanged(write(beginDraft(kept), 'frame', '13'))).toBe(true)
  })

  it('comes back from JSON as it went, of whatever kind it is', () => {
    const names = fc.string({ minLength: 1 }).filter(name => name !== 'sha256')
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), metadata => {
        // As JSON has it: it knows no -0.
        const plain = JSON.parse(JSON.stringify(metadata)) as Metadata
        const draft = beginDraft({ metadata: plain, creator: null })

        const there = inForm(draft, 'json')
        const back = inForm(there, 'fields')

        for (const one of [draft, there, back]) {
          expect(readForm(one.form).faults).toEqual([])
          expect(sameJson(readForm(one.form).metadata, plain)).toBe(true)
          expect(isChanged(one)).toBe(false)
        }
      }),
    )
  })

  it('says which field cannot be read, and stays in its form until it can', () => {
    const draft = add(
      add(add(write(beginDraft(kept), 'frame', 'twelve'), 'client', 'again'), '', 'x'),
      'sha256',
      'mine',
    )

    expect(readForm(draft.form).faults.map(({ why }) => why)).toEqual(['number', 'twice', 'nameless', 'ours'])
    expect(inForm(draft, 'json')).toBe(draft)
    expect(readForm({ kind: 'json', text: '{"a":' }).faults).toEqual([{ key: null, why: 'json' }])
    expect(readForm({ kind: 'json', text: '[1]' }).faults).toEqual([{ key: null, why: 'object' }])
    expect(readForm({ kind: 'json', text: '{"sha256":"mine"}' }).faults).toEqual([{ key: null, why: 'ours' }])
    expect(readForm({ kind: 'json', text: '' })).toEqual({ metadata: {}, faults: [] })
  })
})

describe('an image that changes while it is being edited', () => {
  const changed = { metadata: { sha256: 'abc', client: 'Jones', frame: 13, proof: true, stars: 5 }, creator: 'Bob' }

  it('keeps what was typed, and shows the rest as it is by now', () => {
    const draft = remove(write(beginDraft(kept), 'client', 'Smith'), 'proof')

    const merged = rebase(draft, changed)

    expect(readForm(merged.form).metadata).toEqual({ client: 'Smith', frame: 13, stars: 5 })
    expect(changeOf(merged)).toEqual({ set: { client: 'Smith' }, remove: ['proof'], creator: undefined })
    expect(merged).toMatchObject({ creator: 'Bob', isMerged: true })
  })

  it('leaves out what is gone there, unless it was typed here', () => {
    const gone = { metadata: { sha256: 'abc' }, creator: null }

    expect(readForm(rebase(beginDraft(kept), gone).form).metadata).toEqual({})
    expect(changeOf(rebase(write(beginDraft(kept), 'client', 'Smith'), gone)).set).toEqual({ client: 'Smith' })
  })

  it('is put together in JSON as well, once that can be read', () => {
    const typing = asJson(beginDraft(kept), '{"client":"Smith","frame":12,"proof":')
    const typed = asJson(beginDraft(kept), '{"client":"Smith","frame":12,"proof":true}')

    expect(rebase(typing, changed)).toBe(typing)
    expect(readForm(rebase(typed, changed).form).metadata).toEqual({
      client: 'Smith',
      frame: 13,
      proof: true,
      stars: 5,
    })
  })

  it('loses nothing, whoever changes what: only a field both changed is decided, for the person', () => {
    const some = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom<unknown>(1, 'x', true, null, [2]))
    fc.assert(
      fc.property(some, some, some, fc.boolean(), (base, mine, theirs, inFields) => {
        const begun = beginDraft({ metadata: { ...base, sha256: 'abc' }, creator: null })
        const typed = asJson(begun, JSON.stringify(mine))
        const draft = inFields ? inForm(typed, 'fields') : typed
        const now = { ...theirs, sha256: 'abc' }

        const merged = rebase(draft, { metadata: now, creator: null })
        const saved = withoutOurs(afterChange(now, changeOf(merged)))

        for (const name of ['a', 'b', 'c', 'd']) {
          const isMine = !sameJson(mine[name], base[name]) || Object.hasOwn(mine, name) !== Object.hasOwn(base, name)
          const expected = isMine ? mine : theirs
          expect(Object.hasOwn(saved, name), name).toBe(Object.hasOwn(expected, name))
          expect(saved[name]).toEqual(expected[name])
        }
        expect(sameJson(readForm(merged.form).metadata, saved)).toBe(true)
      }),
    )
  })
})
