import { Busboy } from '@fastify/busboy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundaryOf, createFormScanner } from '../../../main/local-cloud/upload/form-scanner.ts'
import { chunksOf } from './chunks-of.ts'

type Part = { name: string; filename: string | null; bytes: Buffer }

/** What the scanner makes of these chunks. */
function scan(boundary: string, chunks: readonly Uint8Array[]) {
  const found: { name: string; filename: string | null; pieces: Buffer[] }[] = []
  const scanner = createFormScanner(boundary, {
    onPart: part => found.push({ ...part, pieces: [] }),
    onBytes: bytes => found.at(-1)?.pieces.push(Buffer.from(bytes)),
  })
  for (const chunk of chunks) scanner.write(Buffer.from(chunk))
  const parts = found.map(({ pieces, ...part }) => ({ ...part, bytes: Buffer.concat(pieces) }))
  return { parts, isComplete: scanner.isComplete() }
}

/** What an independent parser makes of a form. */
async function byBusboy(boundary: string, form: Buffer): Promise<Part[]> {
  const parts: Part[] = []
  const busboy = new Busboy({ headers: { 'content-type': `multipart/form-data; boundary=${boundary}` } })
  busboy.on('field', (name, value) => parts.push({ name, filename: null, bytes: Buffer.from(value) }))
  busboy.on('file', (name, stream, filename) => {
    const part = { name, filename, bytes: Buffer.alloc(0) }
    parts.push(part)
    stream.on('data', (chunk: Buffer) => (part.bytes = Buffer.concat([part.bytes, chunk])))
  })
  const finished = new Promise((resolve, reject) => busboy.once('finish', resolve).once('error', reject))
  busboy.end(form)
  await finished
  return parts
}

const head = ({ name, filename }: Part) =>
  `Content-Disposition: form-data; name="${name}"${filename === null ? '' : `; filename="${filename}"`}\r\n\r\n`

const formOf = (boundary: string, parts: Part[], around = { before: '', after: '\r\n' }) =>
  Buffer.concat([
    Buffer.from(around.before),
    ...parts.flatMap(part => [Buffer.from(`--${boundary}\r\n${head(part)}`), part.bytes, Buffer.from('\r\n')]),
    Buffer.from(`--${boundary}--${around.after}`),
  ])

const boundaries = fc
  .array(fc.constantFrom(..."abcXYZ019-'()+_,./:=?".split('')), { minLength: 3, maxLength: 70 })
  .map(letters => letters.join(''))

/** Bytes that come as near to the boundary as bytes may. */
const bodies = (boundary: string, as: (bytes: Buffer) => Buffer) => {
  const lures = ['\r', '\n', '\r\n', '-', '--', '\r\n-', '\r\n--', boundary, `\n--${boundary}`, `\r--${boundary}`, 'a']
  const starts = fc.nat({ max: boundary.length }).map(length => `\r\n--${boundary.slice(0, length)}`)
  const bytes = fc.uint8Array({ maxLength: 40 }).map(array => Buffer.from(array))
  const lure = fc.oneof(fc.constantFrom(...lures), starts).map(text => Buffer.from(text))
  return fc
    .array(fc.oneof(lure, lure, bytes), { maxLength: 12 })
    .map(pieces => as(Buffer.concat(pieces)))
    .filter(
      body => !body.includes(`\r\n--${boundary}`) && !body.subarray(0, boundary.length + 2).equals(dashed(boundary)),
    )
}
const dashed = (boundary: string) => Buffer.from(`--${boundary}`)

const words = fc.stringMatching(/^[A-Za-z0-9.ü日 _-]*[A-Za-z0-9ü日]$/)
const parts = (boundary: string) => {
  const file = fc.record({ name: words, filename: words, bytes: bodies(boundary, Buffer.from) })
  // Text is compared as text: not every byte is one.
  const toText = (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace(/[^\r\n\x20-\x7e]/g, '#'))
  const field = fc.record({ name: words, filename: fc.constant(null), bytes: bodies(boundary, toText) })
  return fc.array(fc.oneof(file, field), { maxLength: 6 })
}
const forms = boundaries.chain(boundary =>
  fc.record({
    boundary: fc.constant(boundary),
    parts: parts(boundary),
    before: fc.constantFrom('', '\r\n', 'preamble\r\n', 'to whom it may concern\r\n\r\n'),
    after: fc.constantFrom('', '\r\n', '\r\nepilogue', `\r\n--${boundary}\r\nafterwards`),
    cuts: fc.array(fc.nat({ max: 2000 }), { maxLength: 30 }),
  }),
)

/** Rubbish that is made of the right words. */
const soups = fc.array(
  fc.oneof(
    fc.constantFrom(
      '\r\n',
      '--',
      '\r\n--b',
      '\r\n--b\r\n',
      '--b--',
      '\r\n\r\n',
      'Content-Disposition: form-data',
      ' ',
      '\t',
    ),
    fc.constantFrom(
      '; name=',
      '"',
      '; name="x"',
      '; filename="',
      "; filename*=UTF-8''%zz",
      '\\',
      ';',
      '%22',
      '\r',
      '-b',
    ),
    fc.string(),
    fc.constant(`\r\n--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n`),
    fc.nat({ max: 17_000 }).map(length => 'h'.repeat(length)),
  ),
  { maxLength: 40 },
)

describe('a form in any pieces', () => {
  it('has the parts and bytes that were put into it, and another parser finds the same', async () => {
    await fc.assert(
      fc.asyncProperty(forms, async ({ boundary, parts, before, after, cuts }) => {
        const form = formOf(boundary, parts, { before, after })

        const whole = scan(boundary, [form])
        const cut = scan(boundary, chunksOf(form, cuts))

        expect(whole).toEqual({ parts, isComplete: true })
        expect(cut).toEqual(whole)
        if (parts.length > 0) expect(await byBusboy(boundary, form)).toEqual(parts)
      }),
      { numRuns: 400 },
    )
  })

  it('means the same byte by byte, also when it is rubbish', () => {
    fc.assert(
      fc.property(soups, fc.array(fc.nat({ max: 40_000 }), { maxLength: 60 }), (soup, cuts) => {
        const form = Buffer.from(soup.join(''))

        const whole = scan('b', [form])

        expect(scan('b', chunksOf(form, cuts))).toEqual(whole)
        if (form.length < 2000)
          expect(
            scan(
              'b',
              [...form].map(byte => Buffer.from([byte])),
            ),
          ).toEqual(whole)
      }),
      { numRuns: 400 },
    )
  })

  it('is not complete when it ends early, wherever that is', () => {
    fc.assert(
      fc.property(forms, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (form, fraction) => {
        const bytes = formOf(form.boundary, form.parts, { before: form.before, after: '' })
        const end = Math.floor(bytes.length * fraction)

        const cut = scan(form.boundary, chunksOf(bytes.subarray(0, end), form.cuts))

        expect(cut.isComplete).toBe(false)
        expect(cut.parts.length).toBeLessThanOrEqual(form.parts.length)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a form that means harm', () => {
  const megabytes = 10 * 1024 * 1024
  const opening = '--the-boundary\r\nContent-Disposition: form-data; name="file"\r\n\r\n'
  const filled = (lure: string) => Buffer.alloc(megabytes, lure).fill('x', 0, 1)

  it.each([
    ['starts of a line', '\r\n-'],
    ['starts of the boundary', '\r\n--the-boundar'],
    ['the boundary without its line break', '--the-boundary'],
    ['line breaks', '\r\n'],
    ['returns', '\r'],
  ])('of ten megabytes of %s costs time in proportion and holds nothing back', (_what, lure) => {
    let taken = 0
    let mostHeld = 0
    const scanner = createFormScanner('the-boundary', {
      onPart: () => undefined,
      onBytes: bytes => void (taken += bytes.length),
    })
    const form = filled(lure)

    const start = performance.now()
    scanner.write(Buffer.from(opening))
    for (let at = 0; at < form.length; at += 1000) {
      scanner.write(form.subarray(at, at + 1000))
      mostHeld = Math.max(mostHeld, Math.min(at + 1000, form.length) - taken)
    }
    const seconds = (performance.now() - start) / 1000

    expect(mostHeld).toBeLessThanOrEqual('\r\n--the-boundary'.length)
    // It takes a tenth of a second; looking at every byte again for each piece would take an hour.
    expect(seconds).toBeLessThan(20)
  })

  it.each([
    ['headers without end', `--b\r\n${'x-note: 1\r\n'.repeat(2000)}`],
    [
      'headers of more than 16 KiB',
      `--b\r\nx: ${'h'.repeat(17_000)}\r\nContent-Disposition: form-data; name="a"\r\n\r\nx`,
    ],
    ['blanks after the boundary without end', `--b${' '.repeat(20_000)}\r\nContent-Disposition: form-data; name="a"`],
    ['a part nobody can name', '--b\r\nContent-Disposition: attachment; name="a"\r\n\r\nx'],
    ['a longer boundary', '--bee\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'],
  ])('by %s is given up', (_what, form) => {
    const ending = '\r\n--b\r\nContent-Disposition: form-data; name="late"\r\n\r\nx\r\n--b--\r\n'

    const { parts, isComplete } = scan('b', [Buffer.from(form), Buffer.from(ending)])

    expect(parts).toEqual([])
    expect(isComplete).toBe(false)
  })

  it('by its many parts is given up after a thousand', () => {
    const form = `--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n`.repeat(1001)

    const { parts, isComplete } = scan('b', [Buffer.from(`${form}--b--`)])

    expect(parts).toHaveLength(1000)
    expect(isComplete).toBe(false)
  })
})

describe('a part is named by its content disposition', () => {
  it.each([
    ['as browsers write it', 'Content-Disposition: form-data; name="file"; filename="a b.jpg"', 'a b.jpg'],
    ['unquoted', 'Content-Disposition: form-data; name=file; filename=a.jpg', 'a.jpg'],
    ['in another order', 'Content-Disposition: form-data; filename="a.jpg"; name="file"', 'a.jpg'],
    ['in small letters, without blanks', 'content-disposition:form-data;name="file";filename="a.jpg"', 'a.jpg'],
    ['in capitals', 'CONTENT-DISPOSITION: FORM-DATA; NAME="file"; FILENAME="a.jpg"', 'a.jpg'],
    ['with blanks around', 'Content-Disposition:  form-data ; name = "file" ; filename = "a.jpg" ', 'a.jpg'],
    ['after other headers', 'Content-Type: image/jpeg\r\nContent-Disposition: form-data; name="file"; filename=""', ''],
    ['before other headers', 'Content-Disposition: form-data; name="file"; filename="a"\r\nX-Name: name="b"', 'a'],
    ['over two lines', 'Content-Disposition: form-data;\r\n\tname="file";\r\n filename="a.jpg"', 'a.jpg'],
    ['without a filename', 'Content-Disposition: form-data; name="file"', null],
    ['in another alphabet', 'Content-Disposition: form-data; name="file"; filename="ünï 日.jpg"', 'ünï 日.jpg'],
    [
      'coded',
      'Content-Disposition: form-data; name="file"; filename*=UTF-8\'\'d%C3%BCne%20%E6%97%A5.jpg',
      'düne 日.jpg',
    ],
    ['coded in Latin', 'Content-Disposition: form-data; name="file"; filename*=iso-8859-1\'en\'d%FCne', 'düne'],
    ['coded and plain', 'Content-Disposition: form-data; name="file"; filename="d"; filename*=utf-8\'\'%C3%BC', 'ü'],
    ['coded badly and plain', 'Content-Disposition: form-data; name="file"; filename*=UTF-8\'\'%zz; filename="d"', 'd'],
    [
      'with quotes as browsers mask them',
      'Content-Disposition: form-data; name="file"; filename="%22a%22.jpg"',
      '"a".jpg',
    ],
    [
      'with quotes behind backslashes',
      'Content-Disposition: form-data; name="file"; filename="\\"a\\".jpg"',
      '"a".jpg',
    ],
    ['with a path', 'Content-Disposition: form-data; name="file"; filename="C:\\shots\\a.jpg"', 'C:\\shots\\a.jpg'],
    ['with a semicolon', 'Content-Disposition: form-data; name="file"; filename="a;name=b.jpg"', 'a;name=b.jpg'],
    ['twice', 'Content-Disposition: form-data; name="file"; name="other"; filename="a"; filename="b"', 'a'],
    ['with a quote that never ends', 'Content-Disposition: form-data; name="file"; filename="a.jpg', 'a.jpg'],
    ['with words that say nothing', 'Content-Disposition: form-data; x; =; =y; name="file";; filename="a"; ', 'a'],
  ])('%s', (_how, headers, filename) => {
    const form = `--b\r\n${headers}\r\n\r\nbytes\r\n--b--`

    const { parts, isComplete } = scan('b', [Buffer.from(form)])

    expect(parts).toEqual([{ name: 'file', filename, bytes: Buffer.from('bytes') }])
    expect(isComplete).toBe(true)
  })

  it('whatever else stands there, without end or exception', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...'"\\;= *\'%aname\t'.split(''), 'name', 'filename', "UTF-8''"), { maxLength: 60 }),
        text => {
          const { parts } = scan('b', [Buffer.from(`--b\r\nContent-Disposition: form-data; ${text.join('')}\r\n\r\nx`)])

          expect(parts.length).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the edges of a form', () => {
  const part = 'Content-Disposition: form-data; name="a"\r\n\r\n'

  it.each([
    ['nothing but the closing boundary, as the official package sends it', '--b--\r\n', []],
    ['a closing boundary without its line break', `--b\r\n${part}x\r\n--b--`, ['x']],
    ['empty parts with and without a line of their own', `--b\r\n${part}\r\n--b\r\n${part}--b--`, ['', '']],
    ['blanks after boundaries', `--b \t\r\n${part}x\r\n--b \r\n${part}y\r\n--b-- `, ['x', 'y']],
    ['a preamble and an epilogue', `dear reader\r\n--b\r\n${part}x\r\n--b--\r\n--b\r\n${part}y`, ['x']],
  ])('may be %s', (_what, form, bodies) => {
    const { parts, isComplete } = scan('b', [Buffer.from(form)])

    expect(parts.map(({ bytes }) => bytes.toString())).toEqual(bodies)
    expect(isComplete).toBe(true)
  })

  it.each([
    ['multipart/form-data; boundary=abc', 'abc'],
    ['multipart/form-data; boundary="a b:c"', 'a b:c'],
    ['Multipart/Form-Data;charset=utf-8 ; BOUNDARY=abc; x', 'abc'],
    ['multipart/form-data; note="; boundary=no"; boundary=yes', 'yes'],
    ['multipart/form-data', null],
    ['multipart/form-data; boundary=', null],
    ['multipart/form-data; boundary=""', null],
    [`multipart/form-data; boundary=${'x'.repeat(71)}`, null],
    ['multipart/form-data; boundary="a\u00fc"', null],
    ['multipart/form-dataX; boundary=abc', null],
    ['multipart/mixed; boundary=abc', null],
    ['application/json', null],
    ['', null],
  ])('are announced: %s', (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary)
    expect(boundaryOf(undefined)).toBeNull()
  })
})
