import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPrivateAddress } from '../../../main/local-cloud/upload/is-private-address.ts'

const toNumber = (address: string) => address.split('.').reduce((number, part) => number * 256 + Number(part), 0)
const toAddress = (number: number) => [24, 16, 8, 0].map(shift => (number >>> shift) & 255).join('.')
const toHex = (number: number) => `${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`

/** First and last address of what is not public. */
const ranges: [string, string][] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '255.255.255.255'],
]
const isWithin = (number: number) =>
  ranges.some(([first, last]) => number >= toNumber(first) && number <= toNumber(last))

describe('an address is private', () => {
  it.each([
    ['loopback', '127.0.0.1'],
    ['this host', '0.0.0.0'],
    ['a cloud machine’s secrets', '169.254.169.254'],
    ['behind a carrier', '100.100.100.200'],
    ['loopback in IPv6', '::1'],
    ['nothing in IPv6', '::'],
    ['loopback mapped', '::ffff:127.0.0.1'],
    ['loopback mapped in hex', '::ffff:7f00:1'],
    ['a public one mapped', '::ffff:1.1.1.1'],
    ['translated', '64:ff9b::7f00:1'],
    ['tunnelled by 6to4', '2002:7f00:1::'],
    ['tunnelled by Teredo', '2001:0:1::1'],
    ['unique-local', 'fd12:3456::1'],
    ['a cloud machine’s secrets in IPv6', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%lo'],
    ['public with a zone', '2606:4700::1111%lo'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['out of a book', '2001:db8::1'],
    ['no address', 'localhost'],
    ['half an address', '127.1'],
    ['empty', ''],
  ])('when it is %s: %s', (_what, address) => {
    expect(isPrivateAddress(address)).toBe(true)
  })

  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '99.255.255.255',
    '172.32.0.0',
    '2606:4700:4700::1111',
    '2a00:1450::1',
    '2001:4860::8',
  ])('but not %s', address => {
    expect(isPrivateAddress(address)).toBe(false)
  })

  it.each(ranges)('from %s to %s, and just there', (first, last) => {
    const [from, to] = [toNumber(first), toNumber(last)]

    expect([from, to].map(number => isPrivateAddress(toAddress(number)))).toEqual([true, true])
    for (const beside of [from - 1, to + 1].filter(number => number >= 0 && number < 2 ** 32 && !isWithin(number)))
      expect(isPrivateAddress(toAddress(beside))).toBe(false)
  })

  it('by the same rule everywhere, and in whatever it is wrapped', () => {
    const near = fc
      .constantFrom(...ranges.flat().map(toNumber))
      .chain(edge => fc.integer({ min: -2, max: 2 }).map(by => edge + by))
    const numbers = fc.oneof(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      near.filter(number => number >= 0 && number < 2 ** 32),
    )

    fc.assert(
      fc.property(numbers, number => {
        const hex = toHex(number)

        expect(isPrivateAddress(toAddress(number))).toBe(isWithin(number))
        for (const wrapped of [
          `::ffff:${hex}`,
          `::${hex}`,
          `64:ff9b::${hex}`,
          `2002:${hex}::`,
          `fe80::${hex}`,
          `::ffff:0:${hex}`,
        ])
          expect(isPrivateAddress(wrapped)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
