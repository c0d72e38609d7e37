import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readSvg } from '../../../main/local-cloud/delivery/svg/read-svg.ts'
import { sanitiseSvg } from '../../../main/local-cloud/delivery/svg/sanitise-svg.ts'
import { aDelivery } from './a-delivery.ts'
import { aHostileSvg } from './a-hostile-svg.ts'
import { harmlessSvgs } from './harmless-svgs.ts'

const ns = 'xmlns="http://www.w3.org/2000/svg"'
const drawing = (inside: string, more = '') => `<svg ${ns}${more} width="40" height="40">${inside}</svg>`

describe('an SVG loses what could do harm', () => {
  it.each([
    ['a script', '<script>alert(1)</script><rect/>', '<rect/>'],
    ['a script of another prefix', '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>', ''],
    ['a script inside what is dropped', '<bad><svg><script>1</script></svg>text</bad>', ''],
    ['an event', '<rect onload="alert(1)" onClick="x" width="1"/>', '<rect width="1"/>'],
    ['HTML', '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><script>1</script></body></foreignObject>', ''],
    ['a link', '<a href="javascript:alert(1)" target="_blank"><text>here</text></a>', '<a><text>here</text></a>'],
    ['a picture from elsewhere', '<image href="https://example.com/a.png" width="9"/>', '<image width="9"/>'],
    ['a picture beside it', '<image href="a.png"/>', '<image/>'],
    ['an SVG within', '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', '<image/>'],
    ['a use of another file', '<use href="other.svg#a"/>', '<use/>'],
    ['a fill from elsewhere', '<rect fill="url(https://example.com/a.svg#b)"/>', '<rect/>'],
    ['a fill from elsewhere, oddly written', `<rect fill="UrL( '//example.com/a#b' )"/>`, '<rect/>'],
    ['a fill from elsewhere, with an escape', '<rect fill="ur\\6c(//example.com)"/>', '<rect/>'],
    ['a fill from elsewhere, with a reference', '<rect fill="&#117;rl(//example.com)"/>', '<rect/>'],
    ['an unknown function', '<rect fill="image-set(x)" stroke="element(#a)"/>', '<rect/>'],
    ['a style that loads', '<rect style="fill:red;background:url(//example.com)"/>', '<rect style="fill:red"/>'],
    [
      'a style of another program',
      '<rect style="behavior:url(#a);-moz-binding:url(#a);fill:red"/>',
      '<rect style="fill:red"/>',
    ],
    ['an import', '<style>@import "//example.com/a.css";.a{fill:red}</style>', '<style>.a{fill:red}</style>'],
    [
      'an import that follows a comment',
      '<style>/* */@import url(a.css);.a{fill:red}</style>',
      '<style>.a{fill:red}</style>',
    ],
    [
      'a font',
      '<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AA)}.a{fill:red}</style>',
      '<style>.a{fill:red}</style>',
    ],
    ['a style sheet with escapes', '<style>@\\69mport "//example.com";.a{fill:red}</style>', '<style></style>'],
    ['a style sheet cut in pieces', '<style>.a{fill:u<![CDATA[rl(//ex]]>ample.com)}</style>', '<style>.a{}</style>'],
    ['a quotation that would swallow what follows', "<style>.a{fill:red'</style>", '<style>.a{}</style>'],
    ['a function where a selector should be', '<style>expression(alert(1)).a{fill:red}</style>', '<style></style>'],
    ['an element in a style sheet', '<style>.a{fill:<b>u</b>rl(//x)}</style>', '<style></style>'],
    [
      'an animation of a link',
      '<a><animate attributeName="href" values="javascript:alert(1)"/></a>',
      '<a><animate/></a>',
    ],
    ['an animation to a script', '<set attributeName="onclick" to="alert(1)"/>', '<set/>'],
    [
      'an animation that loads',
      '<animate attributeName="fill" to="url(//example.com#a)"/>',
      '<animate attributeName="fill"/>',
    ],
    ['a comment', '<!-- <script> --><rect/>', '<rect/>'],
    ['an instruction', '<?xml-stylesheet href="a.css"?><rect/>', '<rect/>'],
    ['metadata', '<metadata><x:y xmlns:x="a">where I live</x:y></metadata>', ''],
    ['elements of other programs', '<i:layer xmlns:i="http://inkscape.org"><rect/></i:layer><rect/>', '<rect/>'],
    [
      'attributes of other programs',
      '<rect i:label="x" xmlns:i="http://inkscape.org" data-x="y" width="1"/>',
      '<rect width="1"/>',
    ],
    ['a base for links', '<rect xml:base="//example.com/"/>', '<rect/>'],
  ])('%s', (_what, inside, clean) => {
    expect(sanitiseSvg(drawing(inside))).toEqual({ kind: 'svg', text: drawing(clean) })
  })

  it('in a document type, of which plain entities are still used', () => {
    const document = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd" [
      <!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY evil SYSTEM "file:///etc/passwd"><!ENTITY lol "&ns_svg;&ns_svg;">
      <!ENTITY tag "<script/>"> ]><svg xmlns="&ns_svg;"><text>&evil;&lol;&tag;&amp;&unknown;</text></svg>`

    expect(sanitiseSvg(document)).toEqual({ kind: 'svg', text: `<svg ${ns}><text>&amp;</text></svg>` })
  })

  it('and keeps all that is drawn, whatever prefix its program gave it', () => {
    const prefixed = `<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:l="http://www.w3.org/1999/xlink"><s:defs><s:path id="a" d="M0 0h9v9z"/></s:defs><s:use l:href="#a" fill="url(#b)"/></s:svg>`

    expect(sanitiseSvg(prefixed)).toEqual({
      kind: 'svg',
      text: `<svg ${ns}><defs><path id="a" d="M0 0h9v9z"/></defs><use href="#a" fill="url(#b)"/></svg>`,
    })
  })

  it.each([
    ['not XML', 'hello'],
    ['no picture', '<html/>'],
    ['no picture of this namespace', '<svg xmlns="nope"><script/></svg>'],
    ['two pictures', `<svg ${ns}/><svg ${ns}/>`],
    ['a picture without an end', `<svg ${ns}><g>`],
    ['crossed tags', `<svg ${ns}><g><a></g></a></svg>`],
    ['a quotation without an end', `<svg ${ns} width="1>`],
    ['a tag within a tag', `<svg ${ns}><rect <script>/></svg>`],
    ['an attribute given twice', `<svg ${ns}><rect x="1" x="2"/></svg>`],
    ['a comment without an end', `<svg ${ns}><!-- </svg>`],
    ['a forbidden character', `<svg ${ns}>\0</svg>`],
  ])('or is refused: %s', (_what, document) => {
    expect(sanitiseSvg(document).kind).toBe('broken')
  })
})

describe('what is left of any SVG', () => {
  it('holds nothing forbidden, and stays the same when cleaned again', () => {
    fc.assert(
      fc.property(aHostileSvg, document => {
        const clean = sanitiseSvg(document)
        if (clean.kind === 'broken') return

        expect(forbiddenIn(clean.text), document).toEqual([])
        expect(sanitiseSvg(clean.text)).toEqual(clean)
      }),
      { numRuns: 3_000 },
    )
  })

  it('even of one that was damaged at random', () => {
    const sources = harmlessSvgs.map(({ svg }) => svg)

    fc.assert(
      fc.property(
        fc.constantFrom(...sources),
        fc.array(fc.tuple(fc.nat(5_000), fc.string({ maxLength: 8 })), { maxLength: 6 }),
        (source, cuts) => {
          const damaged = cuts.reduce(
            (text, [at, piece]) => text.slice(0, at % text.length) + piece + text.slice((at % text.length) + 1),
            source,
          )
          const clean = sanitiseSvg(damaged)
          if (clean.kind === 'broken') return

          expect(forbiddenIn(clean.text), damaged).toEqual([])
          expect(sanitiseSvg(clean.text)).toEqual(clean)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})

describe('a harmless SVG', () => {
  it.each(harmlessSvgs)('looks the same to the pixel: $name', async ({ svg }) => {
    const clean = sanitiseSvg(svg)

    const text = clean.kind === 'svg' ? clean.text : ''
    const [before, after] = await Promise.all(
      [svg, text].map(one => sharp(Buffer.from(one)).ensureAlpha().raw().toBuffer()),
    )

    expect(new Set(before).size).toBeGreaterThan(1)
    expect(after?.equals(before ?? Buffer.alloc(0))).toBe(true)
  })
})

describe('an SVG is delivered', () => {
  it('clean, at its own size, whatever the options, and unable to run anything', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(Buffer.from(drawing('<script>alert(1)</script><rect width="9"/>')))

    for (const last of ['public', 'w=10,f=webp,rotate=90']) {
      const { headers, text } = await cloud.get(id, last, { accept: 'image/avif,image/webp' })

      expect(text).toBe(drawing('<rect width="9"/>'))
      expect(headers.get('content-type')).toBe('image/svg+xml')
      expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  it('also when it is so large that a thread of its own cleans it', async () => {
    const cloud = await aDelivery()
    const rects = '<rect width="9" height="9"/>'.repeat(20_000)
    const id = await cloud.put(Buffer.from(drawing(`<script/>${rects}`)))

    expect((await cloud.get(id, 'public')).text).toBe(drawing(rects))
  })

  it('or refused, where it was damaged on the disk', async () => {
    const cloud = await aDelivery()
    const id = await cloud.put(Buffer.from(drawing('<rect/>')))
    const [file = ''] = readdirSync(join(cloud.folder, 'originals'))
    writeFileSync(join(cloud.folder, 'originals', file), drawing('<rect <script>/>'))

    const { status, text } = await cloud.get(id, 'public')

    expect([status, text]).toEqual([
      422,
      'ERROR 9516: Could not resize the image: error during decoding: the SVG has a start tag that is none',
    ])
  })

  it.each([
    ['utf-8', Buffer.from('<svg>ü</svg>')],
    ['iso-8859-1', Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><svg>ü</svg>', 'latin1')],
    ['windows-1252', Buffer.from('<?xml version="1.0" encoding="Windows-1252"?><svg>ü</svg>', 'latin1')],
  ])('read in its own encoding: %s', (_encoding, bytes) => {
    expect(readSvg(bytes)).toContain('<svg>ü</svg>')
  })

  it('but not when its text is none', () => {
    expect(readSvg(Buffer.from([0x3c, 0xff, 0xfe, 0xff]))).toBeNull()
    expect(readSvg(Buffer.from('<?xml version="1.0" encoding="klingon"?><svg/>'))).toBeNull()
  })

  it.each([
    ['many elements', '<rect x="1" y="2" fill="url(#a)" style="fill:red;stroke:blue"/>'.repeat(50_000), 'svg'],
    ['many rules', `<style>${'.a > .b{fill:red}'.repeat(50_000)}</style>`, 'svg'],
    ['many brackets', `<rect style="fill:${'('.repeat(500_000)}"/>`, 'svg'],
    ['an endless word', `<rect fill="${'a'.repeat(1_000_000)}"/>`, 'svg'],
    ['an endless gap', `<rect fill="url(${' '.repeat(1_000_000)}"/>`, 'svg'],
    ['gaps before brackets', `<rect fill="${`${' '.repeat(1_000)}(`.repeat(1_000)}"/>`, 'svg'],
    ['a sheet that never ends', `<style>${'/*'.repeat(500_000)}</style>`, 'svg'],
    ['nested sheets', `<style>${'@media x{'.repeat(100_000)}</style>`, 'svg'],
    ['nesting without end', '<g>'.repeat(100_000) + '</g>'.repeat(100_000), 'broken'],
    ['attributes without end', `<rect ${Array.from({ length: 100_000 }, (_, i) => `a${i}=""`).join(' ')}/>`, 'broken'],
  ])('in a moment, whatever it is made of: %s', (_what, inside, kind) => {
    expect(sanitiseSvg(drawing(inside)).kind).toBe(kind)
  })
})

/** Looks at clean text by means of its own: every angle bracket must belong to a tag this pattern knows. */
function forbiddenIn(text: string): string[] {
  const tag = /<\/?([A-Za-z]+)((?: [A-Za-z][\w:-]*="[^"<>]*")*)\/?>/g
  const found: string[] = []
  if (/[<>]/.test(text.replace(tag, ''))) found.push('a bracket outside any tag')
  for (const [, name = '', attributes = ''] of text.matchAll(tag)) {
    if (/^(script|foreignObject|iframe|object|embed|metadata|html|body|handler|link|audio|video)$/i.test(name))
      found.push(name)
    for (const [, key = '', value = ''] of attributes.matchAll(/ ([\w:-]+)="([^"]*)"/g)) {
      if (/^on/i.test(key)) found.push(key)
      if (/href$|^src$|^xml:base$/i.test(key) && !/^(#|data:image\/(png|jpe?g|gif|webp|avif);base64,)/.test(value))
        found.push(`${key}=${value}`)
      if (key !== 'id' && key !== 'class' && !key.startsWith('aria-label')) found.push(...loadsIn(value))
      if (key === 'attributeName' && /^(on|href|xlink|style)/i.test(value)) found.push(`attributeName=${value}`)
    }
  }
  for (const [, sheet = ''] of text.matchAll(/<style(?: [^<>]*)?(?<!\/)>([^<]*)</g)) {
    found.push(...loadsIn(sheet))
    if (/@(?!media|keyframes|-webkit-keyframes)|expression|behavior|binding|\\/i.test(sheet)) found.push(sheet)
  }
  if (/<!|<\?/.test(text)) found.push('a declaration')
  return found
}

const loadsIn = (value: string): string[] =>
  [...value.matchAll(/url\s*\(\s*(?:&quot;|')?([^)]*)/gi)]
    .flatMap(([whole, to = '']) => (/^(#|data:image\/(png|jpe?g|gif|webp|avif);base64,)/.test(to) ? [] : [whole]))
    .concat(/(java|vb)script:|image-set|src\s*\(|\\/i.test(value) ? [value] : [])
