import { describe, expect, it } from 'vitest'
import { runtime } from '../a-desktop.ts'
import { anApp } from './an-app.ts'

describe('the runtime under the specifications of the desktop', { timeout: 60_000 }, () => {
  it(`is ${runtime === 'electron' ? 'Electron’s own' : 'the stand-in: Electron’s own program is not on this machine, or it has no screen'}`, async () => {
    await using app = await anApp({ isHidden: true })

    const versions = await app.app.evaluate(() => process.versions)

    expect('electron' in versions).toBe(runtime === 'electron')
    expect(Number(versions.node.split('.', 1)[0])).toBeGreaterThanOrEqual(24)
  })
})
