import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFileLog } from '../../../main/adapters/file-log.ts'
import { tempFolder } from './open-store.ts'

const linesIn = (path: string) =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>)

describe('the log', () => {
  it('writes one line of JSON per event and goes on after a restart', () => {
    using home = tempFolder()
    const folder = join(home.path, 'logs')
    const first = openFileLog(folder, () => 0)
    first.write('info', 'started', { photos: 3, path: '/photos/\nodd "name".jpg' })
    first.close()
    const second = openFileLog(folder, () => 1_500)
    second.write('error', 'stumbled', { error: new TypeError('no'), big: 10n })
    second.close()
    second.write('info', 'after the end')

    const [one, two, ...more] = linesIn(join(folder, 'hotfolder.log'))

    expect(one).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      level: 'info',
      what: 'started',
      photos: 3,
      path: '/photos/\nodd "name".jpg',
    })
    expect(two).toMatchObject({
      at: '1970-01-01T00:00:01.500Z',
      error: { name: 'TypeError', message: 'no' },
      big: '10',
    })
    expect(more).toEqual([])
  })

  it('lets no secret through, in texts, names, addresses or errors', () => {
    using home = tempFolder()
    const log = openFileLog(home.path, () => 0)
    const token = 'AbC123def456GHI789jkl012MNO345pqr678STU9'
    const error = new Error('refused Authorization: Basic dXNlcjpwYXNz', {
      cause: { url: 'https://x/y?sig=abc123&exp=5' },
    })

    log.write('warn', `sent Bearer ${token} to the service`, {
      headers: { Authorization: 'Token abc-secret', accept: 'json' },
      list: [`bearer   short-secret`, { text: `plain ${token}` }],
      apiToken: 'named-secret',
      link: 'https://imagedelivery.net/hash/id/public?exp=17&sig=deadbeef',
      batch: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
      error,
      sha256: 'a'.repeat(64),
      imageId: '2cdc28f0-017a-49c4-9ed7-87056c83901f',
    })
    log.close()

    const text = readFileSync(join(home.path, 'hotfolder.log'), 'utf8')
    for (const secret of [token, 'secret', 'dXNlcjpwYXNz', 'abc123', 'deadbeef', 'eyJ'])
      expect(text).not.toContain(secret)
    for (const kept of ['a'.repeat(64), '2cdc28f0-017a-49c4-9ed7-87056c83901f', 'exp=17', '"accept":"json"'])
      expect(text).toContain(kept)
  })

  it('is rotated at 5 MB and keeps three older ones', () => {
    using home = tempFolder()
    const log = openFileLog(home.path, () => 0)
    const fill = 'x y '.repeat(100_000)

    for (let number = 0; number < 80; number += 1) log.write('info', 'filling', { number, fill })
    log.close()

    expect(readdirSync(home.path).sort()).toEqual(['', '.1', '.2', '.3'].map(tail => `hotfolder.log${tail}`))
    expect(statSync(join(home.path, 'hotfolder.log.1')).size).toBeLessThan(5_500_000)
    expect(linesIn(join(home.path, 'hotfolder.log')).at(-1)).toMatchObject({ number: 79 })
  })

  it('that cannot be written is silent, and writes again once it can', () => {
    using home = tempFolder()
    const folder = join(home.path, 'logs')
    writeFileSync(folder, 'a file where the folder should be')
    const log = openFileLog(folder, () => 0)
    const circle: Record<string, unknown> = {}
    circle['self'] = circle

    log.write('info', 'lost')
    rmSync(folder)
    mkdirSync(folder)
    log.write('info', 'found', circle)
    log.close()

    expect(linesIn(join(folder, 'hotfolder.log'))).toMatchObject([{ what: 'found' }])
    expect(existsSync(folder)).toBe(true)
  })
})
