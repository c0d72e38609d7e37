/** A piece of an XML document, its references resolved. `broken` is the last one of a document that is none. */
export type XmlToken =
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string>; isEmpty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }
  | { kind: 'broken'; why: string }

const predefined: readonly (readonly [string, string])[] = [
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]
const name = '[^\\s<>/=\'"&;?!\\[\\]]+'
const open = new RegExp(`<(${name})((?:\\s+${name}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`, 'y')
const attribute = new RegExp(`(${name})\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'g')
const close = new RegExp(`</(${name})\\s*>`, 'y')
const entity = new RegExp(`<!ENTITY\\s+(${name})\\s+(?:"([^"]*)"|'([^']*)')\\s*>`, 'g')
/** Programs write namespaces so; anything longer, nested or with markup is an attack or of no use. */
const plainEntity = /^[^<&%]{0,200}$/
// oxlint-disable-next-line no-control-regex -- XML forbids these characters
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/

/** Takes a document apart. Comments, instructions and the document type are left out; of the last, plain entities are used. */
export function* xmlTokens(document: string): Generator<XmlToken, void, undefined> {
  const entities = new Map(predefined)
  const resolve = (text: string) =>
    text.replace(
      /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([^\s&;#<>"']+));?/gi,
      (_, decimal, hex, named: string | undefined) =>
        named === undefined
          ? character(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal))
          : (entities.get(named) ?? ''),
    )
  const broken = (why: string): XmlToken => ({ kind: 'broken', why })
  if (forbidden.test(document)) return yield broken('a character that XML forbids')

  let at = document.startsWith('\ufeff') ? 1 : 0
  /** Steps over what ends with `end`; false when it does not end. */
  const skipTo = (end: string) => {
    const found = document.indexOf(end, at)
    at = found < 0 ? document.length : found + end.length
    return found >= 0
  }
  while (at < document.length) {
    const start = at
    if (document[at] !== '<') {
      at = document.indexOf('<', at)
      if (at < 0) at = document.length
      yield { kind: 'text', text: resolve(document.slice(start, at)) }
    } else if (document.startsWith('<!--', at)) {
      at += 4
      if (!skipTo('-->')) return yield broken('a comment without an end')
    } else if (document.startsWith('<?', at)) {
      if (!skipTo('?>')) return yield broken('an instruction without an end')
    } else if (document.startsWith('<![CDATA[', at)) {
      if (!skipTo(']]>')) return yield broken('a CDATA section without an end')
      yield { kind: 'text', text: document.slice(start + 9, at - 3) }
    } else if (/^<!DOCTYPE\s/i.test(document.slice(at, at + 10))) {
      const end = endOfDoctype(document, at)
      if (end === null) return yield broken('a document type without an end')
      for (const [, entityName = '', double, single] of document.slice(at, end).matchAll(entity)) {
        const value = double ?? single ?? ''
        if (plainEntity.test(value) && !entities.has(entityName)) entities.set(entityName, value)
      }
      at = end
    } else if (document[at + 1] === '/') {
      close.lastIndex = at
      const found = close.exec(document)
      if (!found) return yield broken('an end tag that is none')
      at = close.lastIndex
      yield { kind: 'close', name: found[1] ?? '' }
    } else {
      open.lastIndex = at
      const found = open.exec(document)
      if (!found) return yield broken('a start tag that is none')
      at = open.lastIndex
      const attributes = new Map<string, string>()
      for (const [, key = '', double, single] of (found[2] ?? '').matchAll(attribute)) {
        if (attributes.has(key)) return yield broken('an attribute given twice')
        attributes.set(key, resolve(double ?? single ?? ''))
      }
      yield { kind: 'open', name: found[1] ?? '', attributes, isEmpty: found[3] === '/' }
    }
  }
}

/** A reference to a character XML forbids stands for nothing. */
function character(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
  const text = isCharacter ? String.fromCodePoint(code) : ''
  return forbidden.test(text) ? '' : text
}

/** Quoted texts and declarations in brackets may hold the sign that ends it. */
function endOfDoctype(document: string, from: number): number | null {
  let isInside = false
  for (let at = from; at < document.length; at++) {
    const sign = document[at]
    if (sign === '"' || sign === "'") {
      at = document.indexOf(sign, at + 1)
      if (at < 0) return null
    } else if (sign === '[') isInside = true
    else if (sign === ']') isInside = false
    else if (sign === '>' && !isInside) return at + 1
  }
  return null
}
