type Header = { value: string; parameters: ReadonlyMap<string, string> }

const TOKEN_END = /[\s;="]/

/**
 * Takes a header apart: `form-data; name="a b"; filename*=UTF-8''%C3%BC` is `form-data` with its parameters. Of a name
 * written twice the first counts; an extended one (`name*`) before a plain one.
 */
export function parseHeader(text: string): Header {
  const [value = ''] = text.split(';', 1)
  const plain = new Map<string, string>()
  const extended = new Map<string, string>()
  for (let at = value.length; at < text.length;) {
    const start = skipBlanks(text, at + 1)
    const nameEnd = tokenEnd(text, start)
    const name = text.slice(start, nameEnd).toLowerCase()
    const equals = skipBlanks(text, nameEnd)
    if (text[equals] !== '=') {
      at = nextSemicolon(text, equals)
      continue
    }
    const from = skipBlanks(text, equals + 1)
    const read = text[from] === '"' ? readQuoted(text, from + 1) : readToken(text, from)
    at = nextSemicolon(text, read.end)
    if (name.endsWith('*')) keepFirst(extended, name.slice(0, -1), decodeExtended(read.value))
    else keepFirst(plain, name, read.value)
  }
  return { value: value.trim().toLowerCase(), parameters: new Map([...plain, ...extended]) }
}

function keepFirst(found: Map<string, string>, name: string, value: string | null): void {
  if (name !== '' && value !== null && !found.has(name)) found.set(name, value)
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return at
}

function tokenEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && !TOKEN_END.test(text[at] ?? '')) at += 1
  return at
}

function nextSemicolon(text: string, from: number): number {
  const at = text.indexOf(';', from)
  return at < 0 ? text.length : at
}

function readToken(text: string, from: number): { value: string; end: number } {
  const end = nextSemicolon(text, from)
  return { value: text.slice(from, end).trim(), end }
}

/** Old curl puts a backslash before quotes and backslashes; browsers put none, so any other is meant as it stands. */
function readQuoted(text: string, from: number): { value: string; end: number } {
  let value = ''
  let at = from
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1
    value += text[at]
  }
  return { value, end: at + 1 }
}

/** `UTF-8''d%C3%BCne`; null when it is not written so. */
function decodeExtended(text: string): string | null {
  const [, charset = '', coded = ''] = /^(utf-8|iso-8859-1)'[^']*'(.*)$/i.exec(text) ?? []
  if (charset === '') return null
  try {
    if (charset.toLowerCase() === 'utf-8') return decodeURIComponent(coded)
    return coded.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}
