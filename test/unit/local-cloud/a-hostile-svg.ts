import fc from 'fast-check'

const elements =
  'svg g rect script style a image use animate set foreignObject text s:script x:rect iframe metadata filter feImage SCRIPT'
const keys =
  'href xlink:href x:href s:href onload onclick style fill stroke filter id class xmlns xmlns:x xmlns:s attributeName to values src xml:base width OnLoad'
const values = [
  'javascript:alert(1)',
  ' JaVaScRiPt&#58;alert(1)',
  'java\tscript:alert(1)',
  'url(#a)',
  'url(//example.com/a)',
  'URL( "http://example.com" )',
  "url('x.svg#a')",
  'u\\72l(//x)',
  'ur&#108;(//x)',
  '#a',
  'data:image/png;base64,AAAA',
  'data:image/svg+xml,<svg onload=x>',
  'data:text/html,x',
  'fill:red;background:url(//x)',
  'fill:url(#a);behavior:url(x)',
  '@import "x"',
  '}@import url(x);.a{fill:red',
  'expression(alert(1))',
  'image-set("a.png" 1x)',
  'var(--x,url(//x))',
  'http://www.w3.org/2000/svg',
  'http://www.w3.org/1999/xlink',
  'http://www.w3.org/1999/xhtml',
  'red/**/;',
  '"',
  "'",
  '&quot; onload=&quot;x',
  '&lt;script&gt;',
  'onclick',
  'href',
  '1',
]
const pieces = [
  ...values,
  '<!-- x -->',
  '<!--',
  '-->',
  '<![CDATA[<script>alert(1)</script>]]>',
  ']]>',
  '<?x y?>',
  '<!DOCTYPE svg [<!ENTITY e "<script/>">]>',
  '&e;',
  '&lt;script>',
  '<script>alert(1)</script>',
  '.a{fill:url(//x)}',
  '.a{fill:red}/*',
  '*/',
  '@media print{.a{fill:url(#b)}}',
  '@font-face{src:url(x)}',
  '{',
  '}',
  '<',
  '>',
  '&',
]

const word = (words: string) => fc.constantFrom(...words.split(' '))
const quoted = fc.tuple(fc.constantFrom(...values), fc.boolean()).map(([value, isDouble]) => {
  const sign = isDouble ? '"' : "'"
  return sign + value.replaceAll(sign, isDouble ? '&quot;' : '&apos;').replaceAll('<', '&lt;') + sign
})
const attributes = fc
  .uniqueArray(fc.tuple(word(keys), quoted), { selector: ([key]) => key, maxLength: 5 })
  .map(all => all.map(([key, value]) => ` ${key}=${value}`).join(''))

const { tree } = fc.letrec<{ tree: string; inside: string }>(tie => ({
  inside: fc
    .array(fc.oneof({ weight: 2, arbitrary: tie('tree') }, fc.constantFrom(...pieces), fc.string({ maxLength: 5 })), {
      maxLength: 4,
    })
    .map(all => all.join('')),
  tree: fc
    .tuple(word(elements), attributes, fc.option(tie('inside'), { depthSize: 'small', maxDepth: 4 }))
    .map(([name, attributes, inside]) =>
      inside === null ? `<${name}${attributes}/>` : `<${name}${attributes}>${inside}</${name}>`,
    ),
}))

/** Pictures made of everything an attacker would try, most of them well-formed. */
export const aHostileSvg: fc.Arbitrary<string> = fc
  .tuple(fc.boolean(), fc.array(fc.oneof(tree, fc.constantFrom(...pieces)), { maxLength: 6 }))
  .map(([isNamed, inside]) => {
    const names = ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return `<svg${isNamed ? `${names} xmlns:s="http://www.w3.org/2000/svg"` : ''}>${inside.join('')}</svg>`
  })
