import { describe, expect, it } from 'vitest'
import { changeImages } from '../../../../renderer/actions/bulk-orders.ts'
import { preview } from '../../../../renderer/actions/queue-actions.ts'
import { openBulk } from '../../../../renderer/state/bulk.ts'
import { createCell } from '../../../../renderer/state/cell.ts'
import type { Desk } from '../../../../renderer/state/desk.ts'
import { openLibrary } from '../../../../renderer/state/library.ts'
import { everything } from '../../../../renderer/state/library-wish.ts'
import type { Ui } from '../../../../renderer/state/ui.ts'

const selected = (...ids: string[]) => ({ ids: new Set(ids), anchor: ids[0] ?? null, focus: ids[0] ?? null })
// What these actions do not look at is left out.
const deskOf = (parts: object) => parts as Desk
const uiOf = (parts: Partial<Ui>) => createCell(parts as Ui)

describe('what was selected while many images were changed', () => {
  it('stays selected; only ids that changed follow', async () => {
    const bulk = openBulk()
    const ui = uiOf({ selection: selected('other', 'two') })
    const editImage = async ({ image }: { image: string }) => ({ ok: true, value: { image: { id: `${image}-new` } } })

    changeImages(deskOf({ bulk, ui, bridge: { editImage }, library: { readAnew() {} } }), 'p', ['one', 'two'], {
      private: true,
    })
    await expect.poll(() => bulk.run.get()?.end).toBe('last')

    expect([...ui.get().selection.ids]).toEqual(['other', 'two-new'])
    expect(ui.get().selection.focus).toBe('other')
  })
})

describe('the key of the preview', () => {
  it('takes no question away that waits for its answer', () => {
    const floating = { kind: 'question', question: { kind: 'cancelAll', count: 3 } } as const
    const ui = (above: Ui['floating']) => deskOf({ ui: uiOf({ selection: selected('one'), floating: above }) })

    expect([null, floating].map(above => preview.when(ui(above)))).toEqual([true, false])
  })
})

describe('images of one account', () => {
  it('are never shown as those of another that was opened meanwhile', async () => {
    const answers: ((ids: string[]) => void)[] = []
    const listLibrary = () =>
      new Promise(resolve => {
        answers.push(ids => resolve({ ok: true, value: { ids, uploadedAt: [], private: [], proportions: [] } }))
      })
    const sumLibrary = async () => ({ ok: true, value: {} })
    const library = openLibrary({ listLibrary, sumLibrary } as never, () => {})
    library.show('first', everything)
    await expect.poll(() => answers.length).toBe(1)

    library.show('second', everything)
    answers[0]?.(['of-first'])
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()

    expect(library.view.get()).toMatchObject({ profile: 'second', index: null })
  })
})
