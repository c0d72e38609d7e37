import { mkdirSync, readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aDesk, type Desk } from './a-desk.ts'

let desk: Desk
let temp: string
beforeEach(() => {
  desk = aDesk()
  temp = desk.at('temp')
  mkdirSync(temp)
})
afterEach(() => desk.clear())

describe('hotfolder demo', { timeout: 120_000 }, () => {
  it('does the main job from card to links, as it must, and leaves nothing behind', async () => {
    const { code, out, err } = await desk.run(['demo'], { env: { TMPDIR: temp } })

    expect(err).toBe('')
    expect(out).toMatch(/^Delivered +20 /m)
    expect(out).toMatch(/^Already delivered +1 /m)
    expect(out).toMatch(/^Held +3 /m)
    expect(out).toMatch(/^Links followed +21$/m)
    expect(out).toContain('Everything came out as it must.')
    expect(code).toBe(0)
    expect(readdirSync(temp)).toEqual([])
  })

  it('clears up after Ctrl-C', async () => {
    const run = desk.start(['demo'], { env: { TMPDIR: temp } })
    await run.says('files made')
    await run.says('_HF_0001.JPG')
    run.child.kill('SIGINT')

    const { code } = await run.ended

    expect(code).toBe(130)
    expect(readdirSync(temp)).toEqual([])
  })
})
