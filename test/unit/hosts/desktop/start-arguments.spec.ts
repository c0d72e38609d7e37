import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readDeepLink } from '../../../../main/hosts/desktop/deep-link.ts'
import { readStartArguments } from '../../../../main/hosts/desktop/start-arguments.ts'

describe('the arguments of a start', () => {
  it('are photos by their paths, read from where it was started', () => {
    const { brought, isHidden } = readStartArguments(['a.jpg', '--send', '/b.jpg', '-odd-.jpg'], '/shoot')

    expect(brought).toEqual({ paths: ['/b.jpg', '/shoot/-odd-.jpg', '/shoot/a.jpg'], place: null })
    expect(isHidden).toBe(false)
  })

  it('may be addresses of files, as a desktop of Linux opens them', () => {
    const { brought, odd } = readStartArguments(['file:///shoot/a%20b.jpg', 'file://elsewhere/%2e%2Fc.jpg'], '/')

    expect(brought.paths).toEqual(['/shoot/a b.jpg'])
    expect(odd).toEqual(['file://elsewhere/%2e%2Fc.jpg'])
  })

  it('may come as a list, as Windows writes one', () => {
    const list = join(mkdtempSync(join(tmpdir(), 'hotfolder-list-')), 'list.txt')
    writeFileSync(list, '\uFEFF/one.jpg\r\n\r\n/two.jpg\r\n')

    const { brought } = readStartArguments([`--send-list=${list}`, '--hidden'], '/')

    expect(brought.paths).toEqual(['/one.jpg', '/two.jpg'])
  })

  it('pass over what is no path: switches of the runtime, links that lead nowhere, lists that are not there', () => {
    const { brought, odd } = readStartArguments(
      ['--inspect', 'hotfolder://evil', '--send-list=/not-there', 'hotfolder://library'],
      '/',
    )

    expect(brought).toEqual({ paths: [], place: { screen: 'library' } })
    expect(odd).toEqual(['hotfolder://evil', expect.stringContaining('/not-there')])
  })
})

describe('a hotfolder:// link', () => {
  it.each([
    ['hotfolder://queue', { screen: 'queue', tab: 'now' }],
    ['hotfolder://queue/failed', { screen: 'queue', tab: 'failed' }],
    ['hotfolder://settings/', { screen: 'settings' }],
  ])('%s leads to a screen', (link, place) => {
    expect(readDeepLink(link)).toEqual(place)
  })

  it.each([
    'hotfolder://settings?delete=all',
    'hotfolder://settings#x',
    'hotfolder://queue/now/more',
    'hotfolder://user:pass@settings',
    'hotfolder://settings:80',
    'hotfolder:settings',
    'https://settings',
    `hotfolder://settings/${' '.repeat(500)}`,
  ])('%s leads nowhere', link => {
    expect(readDeepLink(link)).toBeNull()
  })
})
