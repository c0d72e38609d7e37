import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileLog } from '../../../main/adapters/file-log.ts'
import { createRedaction } from '../../../main/adapters/redaction/index.ts'
import type { LogLine, LogPage } from '../../../preload/contract/index.ts'
import { tempFolder } from './open-store.ts'

const numbersOf = (lines: readonly LogLine[]) => lines.map(line => Number(line.facts['number']))
const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index)

/** A log that fills a file with a dozen lines. */
function aLog(folder: string) {
  let time = 0
  const log = openFileLog(folder, () => (time += 1_000))
  return {
    ...log,
    write(count: number, fill = '', from = 0) {
      for (const number of upTo(count, from)) log.write(number % 3 === 0 ? 'warn' : 'info', 'counted', { number, fill })
    },
  }
}

describe('the log, read back', () => {
  it('gives the last lines, newest last, and those before them page by page, across its files', async () => {
    using home = tempFolder()
    const log = aLog(home.path)
    // Three files and a half.
    log.write(44, 'x y '.repeat(100_000))

    const pages: LogPage[] = [await log.read({ limit: 5 })]
    for (let older = pages[0]?.older ?? null; older !== null; older = pages.at(-1)?.older ?? null)
      pages.push(await log.read({ limit: 5, from: { mark: older, toward: 'older' } }))

    expect(numbersOf(pages[0]?.lines ?? [])).toEqual(upTo(5, 39))
    const all = pages.toReversed().flatMap(page => page.lines)
    expect(numbersOf(all)).toEqual(upTo(44))
    expect(new Set(all.map(line => line.id)).size).toBe(44)
    expect(all[43]).toMatchObject({ at: 44_000, level: 'info', what: 'counted' })
  })

  it('goes on where the last page ended, also when the file was renamed meanwhile', async () => {
    using home = tempFolder()
    const log = aLog(home.path)
    log.write(3)
    const first = await log.read({ limit: 10 })
    const nothing = await log.read({ limit: 10, from: { mark: first.newer ?? '', toward: 'newer' } })

    log.write(20, 'x y '.repeat(100_000), 3)
    const next = await log.read({ limit: 10, from: { mark: nothing.newer ?? '', toward: 'newer' } })
    const last = await log.read({ limit: 100, from: { mark: next.newer ?? '', toward: 'newer' } })

    expect(nothing.lines).toEqual([])
    expect(numbersOf(next.lines)).toEqual(upTo(10, 3))
    expect(numbersOf(last.lines)).toEqual(upTo(10, 13))
  })

  it('gives only what is asked for: levels, and a text anywhere in the line', async () => {
    using home = tempFolder()
    const log = openFileLog(home.path, () => 0)
    log.write('info', 'started')
    log.write('warn', 'a folder is gone', { path: '/photos/Wedding' })
    log.write('error', 'the queue stands still')
    log.write('warn', 'a photo stumbled', { name: 'Wedding-1.jpg' })

    const whats = async (query: Parameters<typeof log.read>[0]) => (await log.read(query)).lines.map(line => line.what)

    expect(await whats({ limit: 10, levels: ['warn', 'error'] })).toEqual([
      'a folder is gone',
      'the queue stands still',
      'a photo stumbled',
    ])
    expect(await whats({ limit: 10, text: 'WEDDING' })).toEqual(['a folder is gone', 'a photo stumbled'])
    expect(await whats({ limit: 1, text: 'wedding', levels: ['warn'] })).toEqual(['a photo stumbled'])
    expect(await whats({ limit: 10, text: 'nowhere' })).toEqual([])
  })

  it('says that there may be more where it has looked through enough for one page', async () => {
    using home = tempFolder()
    const log = aLog(home.path)
    log.write(1, 'needle')
    log.write(12, 'x y '.repeat(100_000), 1)

    const first = await log.read({ limit: 10, text: 'needle' })
    const second = await log.read({ limit: 10, text: 'needle', from: { mark: first.older ?? '', toward: 'older' } })

    expect([first.lines, first.older === null]).toEqual([[], false])
    expect(numbersOf(second.lines)).toEqual([0])
    expect(second.older).toBeNull()
  })

  it('shows no secret, also of what an older program wrote, and cannot be asked for one', async () => {
    using home = tempFolder()
    const redaction = createRedaction()
    redaction.hide('a-key-nobody-would-guess')
    const log = openFileLog(home.path, () => 0, redaction)
    const old = { at: new Date(0).toISOString(), level: 'info', what: 'said a-key-nobody-would-guess' }
    writeFileSync(
      join(home.path, 'hotfolder.log'),
      [
        { ...old, link: 'https://imagedelivery.net/h/i/public?sig=deadbeef' },
        { ...old, reservation: { uploadUrl: 'https://upload.imagedelivery.net/h/one' } },
        { ...old, apiToken: 'named', path: '/home/anna/Pictures/Wedding/a.jpg' },
      ]
        .map(line => `${JSON.stringify(line)}\n`)
        .join(''),
    )

    const { lines } = await log.read({ limit: 10 })

    expect(JSON.stringify(lines)).not.toMatch(/guess|deadbeef|h\/one|named|anna/)
    expect(lines[2]?.facts).toEqual({ apiToken: '[removed]', path: '…/Wedding/a.jpg' })
    for (const text of ['nobody-would', 'deadbeef', '/h/one', 'anna'])
      expect((await log.read({ limit: 10, text })).lines).toEqual([])
  })

  it('passes over what is no line, and what is only begun', async () => {
    using home = tempFolder()
    const log = openFileLog(home.path, () => 0)
    log.write('info', 'first')
    const { newer } = await log.read({ limit: 10 })
    appendFileSync(
      join(home.path, 'hotfolder.log'),
      'not ours\n[1]\n{"at":"soon"}\n{"at":"1970-01-01T00:00:00.000Z","le',
    )

    const begun = await log.read({ limit: 10, from: { mark: newer ?? '', toward: 'newer' } })
    appendFileSync(join(home.path, 'hotfolder.log'), 'vel":"warn","what":"second"}\n')
    const whole = await log.read({ limit: 10, from: { mark: begun.newer ?? '', toward: 'newer' } })

    expect(begun.lines).toEqual([])
    expect(whole.lines.map(line => line.what)).toEqual(['second'])
    expect((await log.read({ limit: 10 })).lines.map(line => line.what)).toEqual(['first', 'second'])
  })

  it('is empty where nothing was ever written, and begins anew where its mark is gone', async () => {
    using home = tempFolder()
    const log = aLog(home.path)
    const nothing = await log.read({ limit: 10 })
    log.write(2)

    const fromNowhere = await log.read({ limit: 10, from: { mark: '1:0', toward: 'newer' } })

    expect(nothing).toEqual({ lines: [], older: null, newer: null })
    expect(numbersOf(fromNowhere.lines)).toEqual([0, 1])
    expect((await log.read({ limit: 10, from: { mark: '1:0', toward: 'older' } })).lines).toEqual([])
  })
})
