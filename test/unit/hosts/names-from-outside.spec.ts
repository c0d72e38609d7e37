import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { idLine, idOfLine } from '../../../main/hosts/cli/bulk/id-line.ts'
import { readNames } from '../../../main/hosts/cli/bulk/read-names.ts'
import { printable } from '../../../main/hosts/cli/print/printable.ts'
import { aTerminal } from '../../support/a-terminal.ts'

const read = (input: (string | Uint8Array)[], given = ['-']) => readNames(aTerminal({ input }), given)

describe('ids on a command line', () => {
  it('are taken as they are, in their order', async () => {
    expect(await read([], ['b', ' a', '{c}'])).toEqual({ value: { names: ['b', ' a', '{c}'], fromInput: false } })
  })

  it('do not go together with standard input', async () => {
    const terminal = aTerminal({ input: ['a\n'] })

    expect(await readNames(terminal, ['a', '-'])).toEqual({ code: 2 })
    expect(terminal.errors).toEqual(['The command is not right. Name them here, or - for standard input, not both.'])
  })
})

describe('ids on standard input', () => {
  it('are lines, or what our own commands print as JSON', async () => {
    const lines = [
      '083eb7b2-5392-4565-b69e-aff66acddd00\r\n',
      '\n',
      '  wedding/dune  \n',
      '{"id":"from images list","filename":null}\n',
      '{"imageId":"from images delete","problem":null}\n',
      '{"image":{"id":"from images get"},"receipt":null}\n',
      '"as JSON\\u0007"\n',
      'last, without an end',
    ]

    expect(await read(lines)).toEqual({
      value: {
        names: [
          '083eb7b2-5392-4565-b69e-aff66acddd00',
          'wedding/dune',
          'from images list',
          'from images delete',
          'from images get',
          'as JSON\u0007',
          'last, without an end',
        ],
        fromInput: true,
      },
    })
  })

  it('may come in any pieces', async () => {
    const text = Buffer.from('Müller & Søn\n写真/♥\n')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(text.length)), async cuts => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length]
        const pieces = places.slice(1).map((end, n) => text.subarray(places[n], end))

        expect(await read(pieces)).toEqual({ value: { names: ['Müller & Søn', '写真/♥'], fromInput: true } })
      }),
    )
  })

  it('may be none', async () => {
    expect(await read([])).toEqual({ value: { names: [], fromInput: true } })
  })

  it.each([
    [['a\n{"name":"x"}\n'], 'Line 2 of standard input is not right. It names no image'],
    [['a\n{oops\n'], 'Line 2 of standard input is not right. It names no image'],
    [[`${'x'.repeat(5_000)}\n`], 'Line 1 of standard input is not right. It names no image'],
    [['x'.repeat(200_000)], 'Standard input is not right. A line of it is too long.'],
    [[new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x0a])], 'Standard input is not right. It is no text.'],
  ])('are refused in words: %#', async (input, words) => {
    const terminal = aTerminal({ input })

    expect(await readNames(terminal, ['-'])).toEqual({ code: 2 })
    expect(terminal.errors.join('\n')).toContain(words)
  })

  it('are waited for no longer than until Ctrl-C', async () => {
    const terminal = {
      ...aTerminal(),
      input: { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) },
    }
    const reading = readNames(terminal, ['-'])

    terminal.interrupt()

    expect(await reading).toEqual({ code: 130 })
  })

  it('come back whatever they hold, and hold nothing a terminal would obey', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), id => {
        const line = idLine(id)

        expect(idOfLine(line)).toBe(id.toWellFormed() === id ? id : idOfLine(line))
        expect(printable(line)).toBe(line)
        expect(line.includes('\n')).toBe(false)
      }),
    )
  })
})
