import { describe, expect, it } from 'vitest'
import { createUpdates, type Updater } from '../../../../main/hosts/desktop/updates.ts'
import { wordsOf } from '../../../../main/hosts/desktop/words.ts'

/** A person who presses these buttons, one after the other, before a feed with this version. */
function aDesktop(version: string | null, presses: number[], { isSending = false, stays = false, fails = false } = {}) {
  const done: string[] = []
  const asked: string[] = []
  const quiet = Promise.withResolvers<void>()
  if (!isSending) quiet.resolve()
  const updater: Updater = {
    look: async () => (version === null ? null : { version }),
    fetch: async () => void done.push('fetched'),
    install: () => {
      done.push('installed')
      return fails ? Promise.resolve('no password was given') : new Promise(() => {})
    },
  }
  const updates = createUpdates({
    updater,
    words: () => wordsOf('en', 'en'),
    ask: async ({ title }) => {
      asked.push(title)
      return presses.shift() ?? 1
    },
    isSending: () => isSending,
    quiet: () => quiet.promise.then(() => !stays),
    goOn: () => void done.push('goes on'),
    log: () => {},
  })
  return { updates, done, asked, quieten: quiet.resolve }
}

describe('an update', () => {
  it('is fetched and installed at two words of a person', async () => {
    const { updates, done } = aDesktop('2.0.0', [0, 0])

    void updates.look(false)

    await expect.poll(() => done).toEqual(['fetched', 'installed'])
  })

  it('that cannot be installed leaves everything at work, and says why', async () => {
    const { updates, done, asked } = aDesktop('2.0.0', [0, 0], { fails: true })

    await updates.look(false)

    expect(done).toEqual(['fetched', 'installed', 'goes on'])
    expect(asked.at(-1)).toBe('The update was not installed')
  })

  it('waits for another time where a person stays with what they have not saved', async () => {
    const { updates, done } = aDesktop('2.0.0', [0, 0], { stays: true })

    await updates.look(false)

    expect(done).toEqual(['fetched'])
  })

  it('is not fetched against their word, and not offered again until they ask', async () => {
    const { updates, done, asked } = aDesktop('2.0.0', [1])

    await updates.look(false)
    await updates.look(false)
    await updates.look(true)

    expect(done).toEqual([])
    expect(asked).toHaveLength(2)
  })

  it('waits for photos on their way before it interrupts anything', async () => {
    const { updates, done, quieten } = aDesktop('2.0.0', [0, 0], { isSending: true })

    void updates.look(false)
    await expect.poll(() => done).toEqual(['fetched'])
    quieten()

    await expect.poll(() => done).toEqual(['fetched', 'installed'])
  })

  it('that is not there is told only to who asked', async () => {
    const { updates, asked } = aDesktop(null, [])

    await updates.look(false)
    expect(asked).toEqual([])
    await updates.look(true)

    expect(asked).toEqual(['You have the newest version'])
  })
})
