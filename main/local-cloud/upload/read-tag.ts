type Tag =
  | { kind: 'open'; end: number; name: string; attributes: ReadonlyMap<string, string>; isEmpty: boolean }
  | { kind: 'close'; end: number; name: string }
  | { kind: 'doctype' | 'other'; end: number }

const NAME = /[^\s<>/="'&]+/y
const BLANKS = /\s*/y

/** What stands at this `<` of an XML text, and where it ends; null when it is not well-formed, or defines dangerous entities. */
export function readTag(text: string, at: number): Tag | null {
  if (text.startsWith('<!--', at)) return until(text, '-->', at + 4)
  if (text.startsWith('<![CDATA[', at)) return until(text, ']]>', at + 9)
  if (text.startsWith('<?', at)) return until(text, '?>', at + 2)
  if (/^<!doctype$/i.test(text.slice(at, at + 9))) return doctype(text, at + 9)
  if (!text.startsWith('</', at)) return openTag(text, at + 1)
  const name = match(NAME, text, at + 2)
  const end = at + 2 + name.length + match(BLANKS, text, at + 2 + name.length).length
  return name !== '' && text[end] === '>' ? { kind: 'close', end: end + 1, name } : null
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function until(text: string, mark: string, from: number): Tag | null {
  const at = text.indexOf(mark, from)
  return at < 0 ? null : { kind: 'other', end: at + mark.length }
}

function openTag(text: string, from: number): Tag | null {
  const name = match(NAME, text, from)
  if (name === '') return null
  const attributes = new Map<string, string>()
  for (let at = from + name.length; ;) {
    const blanks = match(BLANKS, text, at).length
    at += blanks
    if (text[at] === '>') return { kind: 'open', end: at + 1, name, attributes, isEmpty: false }
    if (text.startsWith('/>', at)) return { kind: 'open', end: at + 2, name, attributes, isEmpty: true }
    const attribute = match(NAME, text, at)
    at += attribute.length
    at += match(BLANKS, text, at).length
    if (blanks === 0 || attribute === '' || text[at] !== '=') return null
    at += 1
    at += match(BLANKS, text, at).length
    const quote = text[at]
    const end = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1
    if (end < 0) return null
    attributes.set(attribute, text.slice(at + 1, end))
    at = end + 1
  }
}

/** Drawing programs define short names for their own addresses; what could grow or reach out is not taken. */
const harmlessEntity = /^<!ENTITY\s+[^\s%&"'<>]+\s+("[^"%&<]{0,1024}"|'[^'%&<]{0,1024}')\s*>$/

function doctype(text: string, from: number): Tag | null {
  const end = /[[>]/g
  end.lastIndex = from
  const first = end.exec(text)
  if (!first) return null
  if (first[0] === '>') return { kind: 'doctype', end: first.index + 1 }
  for (let at = first.index + 1; at < text.length;) {
    at += match(BLANKS, text, at).length
    if (text[at] === ']') {
      at += 1 + match(BLANKS, text, at + 1).length
      return text[at] === '>' ? { kind: 'doctype', end: at + 1 } : null
    }
    const close = text.startsWith('<!--', at) ? text.indexOf('-->', at) + 2 : text.indexOf('>', at)
    if (text[at] !== '<' || close < at) return null
    const declaration = text.slice(at, close + 1)
    if (declaration.startsWith('<!ENTITY') && !harmlessEntity.test(declaration)) return null
    at = close + 1
  }
  return null
}
