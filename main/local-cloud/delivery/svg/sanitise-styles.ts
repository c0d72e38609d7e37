import { isHarmlessValue } from './harmless-value.ts'
import { properties, sheetProperties } from './svg-words.ts'

const maximumDepth = 3
const property = /^(--[\w-]+|-?[a-z][a-z-]*)$/i
const selectorSigns = /^[\w\s.#:,>+~*()[\]="'^$|%-]+$/
const pseudoClass = /:(not|is|where|has|lang|nth-[a-z-]+)\(/gi
const groupingRule = /^@(media|keyframes|-webkit-keyframes)\b[\w\s().,:%-]*$/i
const comments = /\/\*[^]*?(\*\/|$)|<!--|-->/g

/** The declarations of a style attribute that can do no harm. */
export function sanitiseDeclarations(styles: string): string {
  const plain = styles.replace(comments, ' ')
  if (plain.includes('\\')) return ''
  return splitAtTop(plain, ';')
    .flatMap(declaration => {
      const colon = declaration.indexOf(':')
      const name = declaration.slice(0, colon).trim()
      const value = declaration.slice(colon + 1).trim()
      return colon > 0 && isKnown(name) && isHarmlessValue(value) && isClosed(value) ? [`${name}:${value}`] : []
    })
    .join(';')
}

/** The rules of a style sheet that can do no harm. Nothing is imported, no font is loaded. */
export function sanitiseSheet(sheet: string, depth = 0): string {
  const plain = sheet.replace(comments, ' ')
  // An escape could hide any word, and where a quotation ends.
  if (plain.includes('\\') || depth > maximumDepth) return ''
  let kept = ''
  for (let at = 0; at < plain.length;) {
    const end = endOf(plain, at, '{;')
    const prelude = plain.slice(at, end).trim()
    if (plain[end] !== '{') {
      at = end + 1
      continue
    }
    const close = endOf(plain, end + 1, '}')
    const block = plain.slice(end + 1, close)
    at = close + 1
    if (prelude.startsWith('@')) {
      if (groupingRule.test(prelude) && isClosed(prelude)) kept += `${prelude}{${sanitiseSheet(block, depth + 1)}}`
    } else if (isSelector(prelude) && !block.includes('{')) kept += `${prelude}{${sanitiseDeclarations(block)}}`
  }
  return kept
}

const isSelector = (prelude: string) =>
  selectorSigns.test(prelude) && isClosed(prelude) && !/script|[\w-]\s*\(/i.test(prelude.replace(pseudoClass, '>('))

const isKnown = (name: string) =>
  property.test(name) &&
  (name.startsWith('--') || properties.has(name.toLowerCase()) || sheetProperties.has(name.toLowerCase()))

function splitAtTop(text: string, sign: string): string[] {
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    const end = endOf(text, at, sign)
    parts.push(text.slice(at, end))
    at = end + 1
  }
  return parts
}

/** Where one of these signs stands next, outside quotations and brackets; the end of the text where there is none. */
const endOf = (text: string, from: number, signs: string): number => scan(text, from, signs).at

/** Whether all quotations and brackets in a text end in it, so that nothing behind it becomes part of them. */
const isClosed = (text: string): boolean => scan(text, 0, '').isClosed

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' }

function scan(text: string, from: number, signs: string): { at: number; isClosed: boolean } {
  const closers: string[] = []
  for (let at = from; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (closers.length === 0 && signs.includes(sign)) return { at, isClosed: true }
    if (sign === '"' || sign === "'") {
      const end = text.indexOf(sign, at + 1)
      // A quotation must end on its line; where it does not, programs disagree about what follows.
      if (end < 0 || text.slice(at, end).includes('\n')) return { at: text.length, isClosed: false }
      at = end
    } else if (sign === closers.at(-1)) closers.pop()
    else if (pairs[sign] !== undefined) closers.push(pairs[sign])
  }
  return { at: text.length, isClosed: closers.length === 0 }
}
