import { describe, expect, it } from 'vitest'
import { createDispatch } from '../../main/hosts/dispatch.ts'
import { defaultPreferences } from '../../preload/contract/index.ts'
import { aWorld } from '../support/a-world.ts'

const quietHours = { from: '22:00', to: '07:00', bytesPerSecond: null }

describe('preferences', () => {
  it('are the usual ones until they are changed, one by one, and outlive the program', async () => {
    await using world = await aWorld()
    const before = await world.engine.answers.readPreferences({})
    const told: unknown[] = []
    world.engine.feed.listen(({ news }) => news.kind === 'preferencesChanged' && told.push(news.preferences))

    await world.engine.answers.changePreferences({ theme: 'light', quietHours })
    const changed = await world.engine.answers.changePreferences({ language: 'de' })
    await world.stop()
    await world.open()

    const expected = { ...defaultPreferences, theme: 'light', quietHours, language: 'de' }
    expect(before).toEqual({ ok: true, value: defaultPreferences })
    expect(changed).toEqual({ ok: true, value: expected })
    expect(told).toEqual([{ ...expected, language: 'system' }, expected])
    expect(await world.engine.answers.readPreferences({})).toEqual({ ok: true, value: expected })
  })

  it('that cannot be read any more fall back, each by itself', async () => {
    await using world = await aWorld()
    await world.engine.answers.changePreferences({ gridHeight: 240 })
    world.store.settings.set('preferences', { theme: 'sepia', gridHeight: 240, quietHours: { from: 'dusk' }, more: 1 })
    await world.stop()
    await world.open()

    expect(await world.engine.answers.readPreferences({})).toEqual({
      ok: true,
      value: { ...defaultPreferences, gridHeight: 240 },
    })
  })

  it.each([
    [{ quietHours: { ...quietHours, from: '24:00' } }, 'time of day'],
    [{ quietHours: { ...quietHours, to: '22:00' } }, 'choose another time'],
    [{ gridHeight: 30 }, '90'],
    [{ theme: 'sepia' }, 'dark'],
  ])('that make no sense are refused: %j', async (input, hint) => {
    await using world = await aWorld()

    const refused = await createDispatch(world.engine.answers)('changePreferences', input)

    expect(refused).toMatchObject({ ok: false, problem: { code: 'invalid-input' } })
    expect(JSON.stringify(refused)).toContain(hint)
  })
})
