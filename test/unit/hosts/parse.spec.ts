import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseDuration } from '../../../main/hosts/cli/parse/parse-duration.ts'
import { parseExpiry } from '../../../main/hosts/cli/parse/parse-expiry.ts'
import { parseFilter } from '../../../main/hosts/cli/parse/parse-filter.ts'
import { parseMetadata, parseMetadataObject } from '../../../main/hosts/cli/parse/parse-metadata.ts'
import { parseMoment } from '../../../main/hosts/cli/parse/parse-moment.ts'
import { secondsWithin } from '../../../main/hosts/cli/parse/seconds-within.ts'
import { wholeNumber } from '../../../main/hosts/cli/parse/whole-number.ts'
import { durationText } from '../../../main/hosts/cli/print/duration-text.ts'
import { localTime } from '../../../main/hosts/cli/print/local-time.ts'
import { MetadataFilter } from '../../../preload/contract/index.ts'

describe('a duration', () => {
  it.each([
    ['90s', 90],
    ['30m', 1_800],
    ['12h', 43_200],
    ['7d', 604_800],
    ['2w', 1_209_600],
    ['1d12h', 129_600],
    ['1 d 12 h', 129_600],
    ['7D', 604_800],
    ['0s', 0],
  ])('%s is %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds)
  })

  it.each(['', '7', 'd', '7y', '-7d', '1.5h', '7d!', 'soon', '9007199254740993s', '2026-12-24'])('%j is none', text => {
    expect(parseDuration(text)).toBeNull()
  })

  it('is printed as it can be typed', () => {
    expect([172_800, 129_600, 5_400, 45].map(durationText)).toEqual(['2d', '36h', '90m', '45s'])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31_536_000 }), seconds => {
        expect(parseDuration(durationText(seconds))).toBe(seconds)
      }),
    )
  })

  it('keeps its bounds, which are written the same way', () => {
    const read = secondsWithin('2m', '6h')

    expect([read('2m'), read('6h')]).toEqual([120, 21_600])
    for (const text of ['119s', '6h1s', 'soon']) expect(() => read(text)).toThrow('from 2m to 6h')
  })
})

describe('a date', () => {
  it('alone is a whole day by the clock of this computer', () => {
    const day = parseMoment('2026-05-01')

    expect(day).toEqual({
      at: new Date(2026, 4, 1).getTime(),
      until: new Date(2026, 4, 2).getTime(),
      isDay: true,
    })
  })

  it('with a time is that moment, with an offset anywhere', () => {
    const at = new Date(2026, 11, 24, 18, 0).getTime()

    expect(parseMoment('2026-12-24T18:00')).toEqual({ at, until: at, isDay: false })
    expect(parseMoment('2026-12-24 18:00:00')?.at).toBe(at)
    expect(parseMoment('2026-12-24T18:00Z')?.at).toBe(Date.UTC(2026, 11, 24, 18))
    expect(parseMoment('2026-12-24T18:00+02:00')?.at).toBe(Date.UTC(2026, 11, 24, 16))
  })

  it.each(['2026-02-30', '2026-13-01', '2026-1-1', 'yesterday', '', '2026-05-01T25:00', '2026-05-01T', '01.05.2026'])(
    '%j is none',
    text => {
      expect(parseMoment(text)).toBeNull()
    },
  )

  it('is read back from what we print', () => {
    const minutes = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2090, 0) / 60_000 })
    fc.assert(
      fc.property(minutes, minute => {
        expect(localTime(parseMoment(localTime(minute * 60_000))?.at ?? 0)).toBe(localTime(minute * 60_000))
      }),
    )
  })
})

describe('an expiry', () => {
  const now = new Date(2026, 4, 1, 12).getTime()

  it('is so long from now, a moment, or the end of a day', () => {
    expect(parseExpiry('12h', now)).toEqual({ at: now + 43_200_000, isEndOfDay: false })
    expect(parseExpiry('2026-05-01T18:00', now)).toEqual({
      at: new Date(2026, 4, 1, 18).getTime(),
      isEndOfDay: false,
    })
    expect(parseExpiry('2026-05-01', now)).toEqual({
      at: new Date(2026, 4, 1, 23, 59, 59).getTime(),
      isEndOfDay: true,
    })
  })

  it('is never over already', () => {
    for (const text of ['2026-04-30', '2026-05-01T11:59', '0s'])
      expect(() => parseExpiry(text, now)).toThrow('over already')
    expect(() => parseExpiry('9000000d', now)).toThrow('too far away')
    expect(() => parseExpiry('soon', now)).toThrow('Write a time from now')
  })
})

describe('metadata', () => {
  it('is text, or JSON where it is said', () => {
    const read = ['album=A=B', 'stars:=4', 'sold:=true', 'tags:=["a","b"]', 'note='].reduce(
      (before: ReturnType<typeof parseMetadata> | undefined, text) => parseMetadata(text, before),
      undefined,
    )

    expect(read).toEqual({ album: 'A=B', stars: 4, sold: true, tags: ['a', 'b'], note: '' })
  })

  it('keeps what is written last', () => {
    expect(parseMetadata('a=2', { a: '1', b: 'x' })).toEqual({ a: '2', b: 'x' })
  })

  it.each([
    ['album', 'Write key=text'],
    ['=Wedding', 'Write key=text'],
    [':=4', 'Write key=text'],
    ['stars:=four', 'That is no JSON'],
    ['__proto__=x', 'Choose another name'],
    [`album=${'x'.repeat(1_100)}`, 'more than 1,024 bytes'],
  ])('refuses %j', (text, words) => {
    expect(() => parseMetadata(text)).toThrow(words)
  })

  it('as a whole is a JSON object', () => {
    expect(parseMetadataObject('{"album":"Wedding","client":{"name":"Ada"}}')).toEqual({
      album: 'Wedding',
      client: { name: 'Ada' },
    })
    for (const text of ['[1]', '"x"', 'null']) expect(() => parseMetadataObject(text)).toThrow('Write a JSON object')
    expect(() => parseMetadataObject('{')).toThrow('That is no JSON')
  })

  it('takes any text as a value', () => {
    const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/)
    fc.assert(
      fc.property(key, fc.string({ maxLength: 100 }), (key, value) => {
        expect(parseMetadata(`${key}=${value}`)).toEqual({ [key]: value })
      }),
    )
  })
})

describe('a filter', () => {
  it.each([
    ['album=Wedding', { field: 'album', operator: 'eq', value: 'Wedding' }],
    ['album=', { field: 'album', operator: 'eq', value: '' }],
    ['client.name=Ada=B', { field: 'client.name', operator: 'eq', value: 'Ada=B' }],
    ['stars>=4', { field: 'stars', operator: 'gte', value: '4' }],
    ['stars<=4.5', { field: 'stars', operator: 'lte', value: '4.5' }],
    ['stars>-1', { field: 'stars', operator: 'gt', value: '-1' }],
    ['stars<4', { field: 'stars', operator: 'lt', value: '4' }],
    ['album[in]=A|B', { field: 'album', operator: 'in', value: 'A|B' }],
    ['sold[eq:boolean]=true', { field: 'sold', operator: 'eq:boolean', value: 'true' }],
    ['stars[gte:number]=4', { field: 'stars', operator: 'gte:number', value: '4' }],
  ])('%s', (text, filter) => {
    expect(parseFilter(text)).toEqual([filter])
  })

  it.each([
    ['album', 'Write field=value'],
    ['album[in]>3', 'Write field=value'],
    ['album[near]=3', 'The operators are eq, eq:string'],
    ['a-b=3', 'A field is letters'],
    ['=3', 'A field is letters'],
    ['a.b.c.d.e.f=3', 'at most five levels'],
    ['stars>four', 'gt compares with a number'],
    ['stars[in:number]=1|x', 'in:number compares with a number'],
    ['sold[eq:boolean]=yes', 'true or false'],
    [`album[in]=${'a|'.repeat(10)}a`, 'At most 10 values'],
    [`album=${'x'.repeat(1_025)}`, 'longer than 1,024'],
  ])('refuses %s', (text, words) => {
    expect(() => parseFilter(text)).toThrow(words)
  })

  it('is one of at most five', () => {
    const five = ['a=1', 'b=1', 'c=1', 'd=1', 'e=1'].reduce(
      (before: MetadataFilter[] | undefined, text) => parseFilter(text, before),
      undefined,
    )

    expect(five).toHaveLength(5)
    expect(() => parseFilter('f=1', five)).toThrow('at most 5')
  })

  it('of any kind can be written', () => {
    const field = fc.stringMatching(/^[A-Za-z0-9_]{1,10}(\.[A-Za-z0-9_]{1,10}){0,4}$/)
    const operator = fc.constantFrom('eq', 'eq:string', 'in', 'in:string' as const)
    const value = fc.string({ maxLength: 50 }).filter(text => text.split('|').length <= 10)
    fc.assert(
      fc.property(field, operator, value, (field, operator, value) => {
        expect(parseFilter(`${field}[${operator}]=${value}`)).toEqual([{ field, operator, value }])
      }),
    )
  })

  it('is refused in words or taken, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        try {
          expect(MetadataFilter.safeParse(parseFilter(text)[0]).success).toBe(true)
        } catch (error) {
          expect(error).toMatchObject({ code: 'commander.invalidArgument' })
        }
      }),
    )
  })
})

describe('a whole number', () => {
  it('keeps its bounds', () => {
    const read = wholeNumber(1, 32)

    expect([read('1'), read('32')]).toEqual([1, 32])
    for (const text of ['0', '33', '1.5', '-1', '1e1', '', ' 1', 'x']) expect(() => read(text)).toThrow('from 1 to 32')
    expect(() => wholeNumber(1, Number.MAX_SAFE_INTEGER)('0')).toThrow('of at least 1')
  })
})
