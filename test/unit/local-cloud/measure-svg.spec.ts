import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { measureSvg } from '../../../main/local-cloud/upload/measure-svg.ts'

describe('an SVG', () => {
  const svg = (attributes: string, inner = '') => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`

  it.each([
    ['in pixels', 'width="400" height="300px"', 400, 300],
    ['in other units', 'width="1in" height="25.4mm"', 96, 96],
    ['in points and picas', 'width="72pt" height="6pc"', 96, 96],
    ['by its view box', 'viewBox="0 0 640 480"', 640, 480],
    ['by one side and the view box', 'width="320" viewBox="0,0,640,480"', 320, 240],
    ['by the other side and the view box', 'height="240" viewBox="0 0 640 480"', 320, 240],
    ['as wide as its page', 'width="100%" height="100%" viewBox="0 0 640 480"', 640, 480],
    ['not at all', '', 300, 150],
    ['in nonsense', 'width="wide" height="-5" viewBox="0 0 0 0"', 300, 150],
    ['in single quotes', "width='40' height = '30'", 40, 30],
    ['smaller than a pixel', 'width="0.1" height="1e-2"', 1, 1],
  ])('says how large it is: %s', (_how, attributes, width, height) => {
    expect(measureSvg(svg(attributes))).toEqual({ width, height })
  })

  it.each([
    [
      'with everything before it',
      `\ufeff<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd">\n${svg('')}\n<!-- end -->\n`,
    ],
    [
      'from a drawing program',
      `<!DOCTYPE svg [\n<!-- ours -->\n<!ENTITY ns_ai "http://ns.example/ai/">\n<!ELEMENT x ANY>\n]>\n${svg('xmlns:i="&ns_ai;"')}`,
    ],
    [
      'with text, data and orders',
      svg('', '<text>a &lt; b</text><style><![CDATA[a > b { } <x>]]></style><?order?><!-- <g> -->'),
    ],
    ['with > in an attribute', svg('', '<g aria-label="a > b"/>')],
    ['with a prefix', '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g></s:g ></s:svg>'],
    ['empty', '<svg/>'],
  ])('is well-formed %s', (_how, text) => {
    expect(measureSvg(text)).toEqual({ width: 300, height: 150 })
  })

  it.each([
    ['open at its end', svg('').slice(0, -6)],
    ['crossed', svg('', '<g><a></g></a>')],
    ['closed twice', `${svg('')}</svg>`],
    ['two', svg('') + svg('')],
    ['something else', '<html><svg></svg></html>'],
    ['followed by text', `${svg('')}text`],
    ['text', 'text'],
    ['nothing', ''],
    ['without quotes', '<svg width=40></svg>'],
    ['without blanks', '<svg a="1"b="2"></svg>'],
    ['with half an attribute', '<svg width></svg>'],
    ['with a quote that never ends', '<svg width="40></svg>'],
    ['with a comment that never ends', svg('', '<!-- ')],
    ['with data that never ends', svg('', '<![CDATA[ ')],
    ['with an order that never ends', svg('', '<? ')],
    ['with a tag of no name', svg('', '< g/>')],
    ['with its doctype inside', svg('', '<!DOCTYPE svg>')],
    ['with a doctype that never ends', '<!DOCTYPE svg [ <!ENTITY a "b"> '],
    ['with an entity of entities', `<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;">]>${svg('')}`],
    ['with an entity from elsewhere', `<!DOCTYPE svg [<!ENTITY a SYSTEM "b">]>${svg('')}`],
    ['with an entity for doctypes', `<!DOCTYPE svg [<!ENTITY % a "b">]>${svg('')}`],
    ['with an entity of markup', `<!DOCTYPE svg [<!ENTITY a "<g>">]>${svg('')}`],
    ['with an entity as long as a book', `<!DOCTYPE svg [<!ENTITY a "${'a'.repeat(2000)}">]>${svg('')}`],
  ])('is not well-formed %s', (_how, text) => {
    expect(measureSvg(text)).toBeNull()
  })

  const words = [
    ...['<', '>', '</', '/>', '"', "'", '=', ' ', 'a', '<svg', '</svg>', '<g ', '<g>', '<g/>', '<g a="', '[', ']'],
    ...[
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
      '<?',
      '?>',
      '<!DOCTYPE',
      '<!ENTITY',
      '<!ENTITY a "b">',
      'a="b" ',
      '<g a="b"/>',
    ],
  ]

  it('is judged without exception whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), parts => {
        const size = measureSvg(parts.join(''))

        expect(size === null || size.width >= 1).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it.each(words)('is judged in time, also when it says %s over and over', word => {
    const start = performance.now()
    measureSvg(svg('', word.repeat(300_000)))
    measureSvg(`<svg ${word.repeat(300_000)}`)
    measureSvg(`<!DOCTYPE svg [${word.repeat(300_000)}`)

    // It takes a moment; reading on from every word to the end would take an hour.
    expect((performance.now() - start) / 1000).toBeLessThan(20)
  })

  it('is measured as a renderer measures it', async () => {
    for (const attributes of [
      'width="40" height="30"',
      'viewBox="0 0 64 48"',
      'width="32" height="20" viewBox="0 0 64 48"',
    ]) {
      const { width, height } = await sharp(Buffer.from(svg(attributes))).metadata()

      expect(measureSvg(svg(attributes))).toEqual({ width, height })
    }
  })
})
