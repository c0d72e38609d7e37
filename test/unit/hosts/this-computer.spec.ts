import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openInBrowser } from '../../../main/hosts/cli/open-in-browser.ts'
import { openTargetFolder } from '../../../main/hosts/cli/open-target-folder.ts'
import { readAnswer } from '../../../main/hosts/cli/read-answer.ts'

let place: string
beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'hotfolder-computer-')))
})
afterEach(() => rmSync(place, { recursive: true, force: true }))

describe('a question in plain sight', () => {
  function ask({ isTTY = true, seen = true } = {}) {
    const keyboard = Object.assign(new PassThrough(), { isTTY })
    const stopping = new AbortController()
    let shown = ''
    const screen = { isTTY: seen, write: (text: string) => (shown += text) }
    const answer = readAnswer('Type 3: ', keyboard as unknown as NodeJS.ReadStream, screen, stopping.signal)
    return { keyboard, stopping, answer, shown: () => shown }
  }

  it('is answered with a line', async () => {
    const { keyboard, answer, shown } = ask()
    keyboard.write(' 3')
    keyboard.write('\r\n')

    expect(await answer).toBe('3')
    expect(shown()).toBe('Type 3: ')
  })

  it('has no answer where nobody is, or nobody sees it', async () => {
    expect(await ask({ isTTY: false }).answer).toBeNull()
    const unseen = ask({ seen: false })
    expect(await unseen.answer).toBeNull()
    expect(unseen.shown()).toBe('')
  })

  it('is left with an empty answer by Ctrl-C, or at the end of what is typed', async () => {
    const broken = ask()
    broken.stopping.abort()
    const ended = ask()
    ended.keyboard.end()

    expect([await broken.answer, await ended.answer]).toEqual(['', ''])
    expect(broken.shown()).toBe('Type 3: \n')
  })
})

describe('opening a link', () => {
  const link = 'https://imagedelivery.net/hash/a;touch evil$(touch evil)&`touch evil`/public?exp=1&sig=2'
  const screen = { DISPLAY: ':0' }

  function anOpener(script: string): Record<string, string> {
    writeFileSync(join(place, 'xdg-open'), `#!/bin/sh\n${script}\n`)
    chmodSync(join(place, 'xdg-open'), 0o755)
    return { PATH: `${place}:${process.env['PATH'] ?? ''}` }
  }

  it('hands it whole to the opener of the platform, and to no shell', async () => {
    const env = { ...screen, ...anOpener(`printf '%s' "$*" > ${place}/opened`) }

    expect(await openInBrowser(link, { env, platform: 'linux' })).toBeNull()
    expect(readFileSync(join(place, 'opened'), 'utf8')).toBe(new URL(link).href)
    expect(existsSync('evil')).toBe(false)
  })

  it('says why it could not', async () => {
    const missing = await openInBrowser(link, { env: { ...screen, PATH: place }, platform: 'linux' })
    const failing = await openInBrowser(link, { env: { ...screen, ...anOpener('exit 3') }, platform: 'linux' })

    expect(missing).toContain('xdg-open cannot be started')
    expect(failing).toBe('xdg-open ended with 3')
    expect(await openInBrowser(link, { env: anOpener('exit 0'), platform: 'linux' })).toBe(
      'there is no screen to show it on',
    )
    expect(await openInBrowser('file:///etc/passwd', { env: screen, platform: 'linux' })).toBe(
      'it is no web address (file:)',
    )
  })
})

describe('the folder for originals', () => {
  it('is the one that is there, or a new one beside others', async () => {
    const made = await openTargetFolder('backup', place)
    const again = await openTargetFolder(join(place, 'backup'), '/')

    expect([made, again]).toEqual([
      { ok: true, value: join(place, 'backup') },
      { ok: true, value: join(place, 'backup') },
    ])
  })

  it('is never a whole new tree, and never a file', async () => {
    writeFileSync(join(place, 'letter.txt'), 'dear')

    expect(await openTargetFolder('bakcup/2026', place)).toEqual({
      ok: false,
      problem: { code: 'path-unknown', path: join(place, 'bakcup') },
    })
    expect(await openTargetFolder('letter.txt', place)).toEqual({
      ok: false,
      problem: { code: 'folder-not-a-folder', path: join(place, 'letter.txt') },
    })
    expect(existsSync(join(place, 'bakcup'))).toBe(false)
  })
})
