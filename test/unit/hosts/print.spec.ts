import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { closingTable, linkTable } from '../../../main/hosts/cli/print/closing-table.ts'
import { csvLine } from '../../../main/hosts/cli/print/csv-line.ts'
import { grouped, megabytes, timeLeft, timeTaken } from '../../../main/hosts/cli/print/number.ts'
import { photoJson, photoLine } from '../../../main/hosts/cli/print/photo-line.ts'
import { printable } from '../../../main/hosts/cli/print/printable.ts'
import { progressLine } from '../../../main/hosts/cli/print/progress-line.ts'
import { table } from '../../../main/hosts/cli/print/table.ts'
import { width } from '../../../main/hosts/cli/print/width.ts'
import { createTally } from '../../../main/hosts/cli/tally.ts'
import { aQueue } from './a-queue.ts'
import type { EndedPhoto } from '../../../preload/contract/index.ts'

const aPhoto = (over: Partial<EndedPhoto> = {}): EndedPhoto => ({
  path: '/photos/dune.jpg',
  state: 'delivered',
  imageId: 'image-1',
  sha256: 'a'.repeat(64),
  bytes: 8_140_000,
  links: ['http://127.0.0.1:1/hash/image-1/public'],
  problem: null,
  profile: 'local',
  batches: ['batch-1'],
  ...over,
})
const held = aPhoto({
  state: 'held',
  imageId: null,
  links: [],
  problem: { code: 'damaged', title: 'The photo is damaged', advice: 'Copy it again.' },
})

describe('numbers', () => {
  it('reads bytes as photographers do', () => {
    expect([0, 3, 12_340, 50_000, 8_140_000, 1_234_567_890].map(megabytes)).toEqual([
      '0.0 MB',
      '0.1 kB',
      '12.3 kB',
      '0.1 MB',
      '8.1 MB',
      '1,234.6 MB',
    ])
    expect(grouped(3_204)).toBe('3,204')
  })

  it('rounds the time left to what can be trusted', () => {
    const left = [0, 4.2, 11, 56, 59, 61, 158, 700, 3_600, 4_700]

    expect(left.map(timeLeft)).toEqual([
      '1 s',
      '5 s',
      '15 s',
      '1 min',
      '1 min',
      '1 min 10 s',
      '2 min 40 s',
      '12 min',
      '1 h',
      '1 h 20 min',
    ])
  })

  it('tells the time taken', () => {
    expect([0, 12_340, 59_990, 61_000].map(timeTaken)).toEqual(['0.0 s', '12.3 s', '1 min', '1 min 1 s'])
  })
})

describe('a table', () => {
  it('keeps its columns under each other', () => {
    const rows = [
      ['Delivered', '20'],
      ['Held', '3'],
    ]

    expect(table(rows, ['left', 'right'])).toEqual(['Delivered  20', 'Held        3'])
    expect(
      table([
        ['写真.jpg', 'x'],
        ['abcdefgh', 'y'],
      ]),
    ).toEqual(['写真.jpg  x', 'abcdefgh  y'])
  })
})

describe('text from outside', () => {
  it('cannot move the cursor, break the line or turn the text', () => {
    expect(printable('a\u001b[2Jb\r\nc\u202e.jpg')).toBe('a\\u001b[2Jb\\u000d\\u000ac\\u202e.jpg')
    expect(printable('Müller & Søn ♥ 写真.jpg')).toBe('Müller & Søn ♥ 写真.jpg')
  })
})

describe('an ended photo', () => {
  it('is one line for a person', () => {
    expect(photoLine(aPhoto())).toBe(
      'Delivered          /photos/dune.jpg  8.1 MB  http://127.0.0.1:1/hash/image-1/public',
    )
    expect(photoLine(held)).toBe('Held               /photos/dune.jpg: The photo is damaged. Copy it again.')
  })

  it('has exactly the promised members for a program', () => {
    expect(Object.keys(JSON.parse(photoJson(held)) as object)).toEqual([
      'path',
      'state',
      'imageId',
      'sha256',
      'bytes',
      'links',
      'problem',
    ])
  })
})

describe('the line that moves', () => {
  const tally = createTally()
  for (let n = 0; n < 128; n++) tally.add(aPhoto())
  tally.add(held)

  const onLine = { bytes: 12_000_000, photos: 1.5 }
  const line = (queue: Parameters<typeof aQueue>[0] = {}, columns = 200) =>
    progressLine({ tally, onLine, unfinished: 284, queue: aQueue(queue) }, columns)

  it('says in one glance how it stands, with what is on the line', () => {
    expect(line()).toBe('███░░░░░░░ 129 of 413 · 1,053.9 MB of 2,053.9 MB · 38.0 MB/s · 2 min 40 s left · 1 needs you')
  })

  it('says why it stands still', () => {
    const because = { code: 'offline', host: 'api.cloudflare.com' } as const
    const closed = [{ profile: 'studio', until: 1, because }]

    expect(line({ paused: true })).toContain('· paused ·')
    expect(line({ quiet: { until: 1, bytesPerSecond: null } })).toContain('· quiet hours ·')
    expect(line({ quiet: { until: 1, bytesPerSecond: 1 } })).not.toContain('quiet')
    expect(line({ closed })).toContain('· waiting: No connection to api.cloudflare.com ·')
  })

  it('never grows over the edge of the terminal', () => {
    const closed = [{ profile: 'studio', until: 1, because: { code: 'offline', host: '写真'.repeat(40) } as const }]

    fc.assert(
      fc.property(fc.nat(200), columns => {
        expect(width(line({ closed }, columns))).toBeLessThanOrEqual(Math.max(0, columns - 1))
      }),
    )
  })

  it('does without anything known', () => {
    const nothing = { bytes: 0, photos: 0 }

    expect(progressLine({ tally: createTally(), onLine: nothing, unfinished: 0, queue: null }, 80)).toContain('0 of 0')
  })
})

describe('the closing table', () => {
  it('counts every state', () => {
    const tally = createTally()
    tally.add(aPhoto())
    tally.add(held)

    expect(closingTable(tally, 4, 2_000)).toEqual([
      'Delivered  1  8.1 MB',
      'Held       1  8.1 MB',
      '2 photos in 2.0 s · 4 passed over',
    ])
  })

  it('shows the links of a few photos', () => {
    const tally = createTally()
    tally.add(aPhoto())

    expect(linkTable(tally, new Set(['local']))).toEqual([
      '',
      'dune.jpg  http://127.0.0.1:1/hash/image-1/public',
      'These links work while the local cloud runs: hotfolder local-cloud',
    ])
  })

  it('says where the links of many photos are', () => {
    const tally = createTally()
    for (let n = 0; n < 5_000; n++)
      tally.add(aPhoto({ profile: 'studio', links: ['https://imagedelivery.net/hash/image/public'] }))

    expect(linkTable(tally, new Set(['local']))).toEqual(['', 'All links: hotfolder receipts --csv'])
  })
})

describe('CSV', () => {
  it('quotes what needs it, as RFC 4180 asks', () => {
    expect(csvLine(['a', 'b,c', 'say "cheese"', 'two\r\nlines', 7])).toBe('a,"b,c","say ""cheese""","two\r\nlines",7')
  })

  it('never lets a spreadsheet run a file name', () => {
    const names = ['=HYPERLINK("x")', '+1', '-1', '@SUM(A1)', '\t=1']

    expect(names.map(name => csvLine([name]))).toEqual([`"'=HYPERLINK(""x"")"`, "'+1", "'-1", "'@SUM(A1)", "'\t=1"])
  })

  it('can be read back whatever is in the cells', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), cells => {
        const safe = cells.map(cell => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell))

        expect(parseCsvLine(csvLine(cells))).toEqual(safe)
      }),
    )
  })
})

/** A reader of one record, as strict as RFC 4180. */
function parseCsvLine(text: string): string[] {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (text[at] === '"') {
      let cell = ''
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (text[at] === '"') at += 1
        cell += text[at] ?? ''
      }
      cells.push(cell)
      at += 1
    } else {
      const end = text.indexOf(',', at)
      cells.push(text.slice(at, end === -1 ? undefined : end))
      at = end === -1 ? text.length : end
    }
    if (at >= text.length) return cells
    at += 1
    if (at === text.length) return [...cells, '']
  }
}
