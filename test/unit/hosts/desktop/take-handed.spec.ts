import { describe, expect, it } from 'vitest'
import { createHandedDesk } from '../../../../main/hosts/desktop/take-handed.ts'
import type { Handed } from '../../../../main/hosts/desktop/room-talk.ts'

function aDesk() {
  const added: string[][] = []
  const told: Handed[] = []
  const take = createHandedDesk({
    bridge: {
      addPhotos: async ({ paths }) => {
        added.push([...paths])
        return { ok: true, value: { batch: `batch-${added.length}` } }
      },
    },
    tell: handed => told.push(handed),
    gatherMs: 50,
  })
  return { take, added, told }
}

describe('what other starts bring', () => {
  it('is one sheet where a system starts us once for each file', async () => {
    const { take, added, told } = aDesk()

    const answers = await Promise.all(['/a.jpg', '/b.jpg', '/c.jpg'].map(path => take({ paths: [path], place: null })))
    await take({ paths: ['/later.jpg'], place: null })

    expect(added).toEqual([['/a.jpg', '/b.jpg', '/c.jpg'], ['/later.jpg']])
    expect(told.map(({ batch }) => batch)).toEqual(['batch-1', 'batch-2'])
    expect(answers.every(({ ok }) => ok)).toBe(true)
  })

  it('may be a place alone', async () => {
    const { take, added, told } = aDesk()

    await take({ paths: [], place: { screen: 'settings' } })

    expect(added).toEqual([])
    expect(told).toEqual([{ batch: null, place: { screen: 'settings' } }])
  })

  it('is refused where it is nothing of that kind', async () => {
    const { take, added } = aDesk()

    expect(await take({ paths: 'all', place: null })).toMatchObject({ ok: false, problem: { code: 'invalid-input' } })
    expect(added).toEqual([])
  })
})
