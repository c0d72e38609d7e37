import { describe, expect, it } from 'vitest'
import { SendingSettings } from '../../../../preload/contract/index.ts'
import { draftOf, readDraft } from '../../../../renderer/parts/sending-draft.ts'

describe('how photos are to be sent, as it is written', () => {
  it('reads back as it was', () => {
    const sending = { private: true, creator: 'Ada', tags: { client: 'Miller = Sons', 'shot by': 'Zoë' } }

    expect(readDraft(draftOf(sending))).toMatchObject({ kind: 'read', sending })
    expect(readDraft(draftOf({ private: false, creator: null, tags: {} }))).toMatchObject({
      sending: { private: false, creator: null, tags: {} },
    })
  })

  it('names the line that is no tag', () => {
    expect(readDraft({ private: false, creator: '', tags: 'client = Miller\nnonsense' })).toEqual({
      kind: 'wrong',
      line: 'nonsense',
    })
  })

  it('counts bytes as the contract does, with our own hash beside them', () => {
    const fits = (length: number) => readDraft({ private: false, creator: '', tags: `a = ${'ä'.repeat(length)}` })
    const accepted = (length: number) =>
      SendingSettings.safeParse({ private: false, creator: null, tags: { a: 'ä'.repeat(length) } }).success

    for (const length of [400, 470, 471, 472, 473, 474, 475, 480])
      expect([length, fits(length).kind === 'read']).toEqual([length, accepted(length)])
    expect(fits(600).kind).toBe('too-long')
  })
})
