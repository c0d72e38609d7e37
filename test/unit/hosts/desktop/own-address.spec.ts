import { describe, expect, it } from 'vitest'
import { isOurPage } from '../../../../main/hosts/desktop/is-our-page.ts'
import { isOwnAddress, safeWebAddress } from '../../../../main/hosts/desktop/own-address.ts'

describe('an address', () => {
  it.each(['https://dash.cloudflare.com/', 'http://127.0.0.1:8787/x/public'])(
    '%s may be opened in the browser',
    address => {
      expect(safeWebAddress(address)).toBe(address)
    },
  )

  it.each([
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://a:b@example.com/',
    'smb://x/y',
    'no',
  ])('%s may not', address => {
    expect(safeWebAddress(address)).toBeNull()
  })

  it('is ours by scheme and host together', () => {
    expect(['app://hotfolder/', 'app://hotfolder/x?y'].map(isOwnAddress)).toEqual([true, true])
    expect(['app://other/', 'https://hotfolder/', 'app:hotfolder', ''].map(isOwnAddress)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})

describe('a message', () => {
  const own = { origin: 'app://hotfolder', url: 'app://hotfolder/#/queue', detached: false }

  it('counts from our page in the main frame alone', () => {
    expect(isOurPage(own, own)).toBe(true)
  })

  it.each([
    ['a frame that looks the same', { ...own }, own],
    ['a frame that is gone', null, own],
    ['a window without a page', own, null],
  ])('does not from %s', (_name, sender, main) => {
    expect(isOurPage(sender, main)).toBe(false)
  })

  it('does not once the main frame shows something else, or was taken out', () => {
    const elsewhere = { ...own, origin: 'https://example.com', url: 'https://example.com/' }
    const out = { ...own, detached: true }
    expect([isOurPage(elsewhere, elsewhere), isOurPage(out, out)]).toEqual([false, false])
  })
})
