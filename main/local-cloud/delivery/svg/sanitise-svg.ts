import { z } from 'zod'
import { isFragment, isHarmlessValue, isPixels } from './harmless-value.ts'
import { sanitiseDeclarations, sanitiseSheet } from './sanitise-styles.ts'
import { attributes, elements, pictureHolders, pointers, properties, textAttributes } from './svg-words.ts'
import { type XmlToken, xmlTokens } from './xml-tokens.ts'

export const Sanitised = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('svg'), text: z.string() }),
  z.object({ kind: z.literal('broken'), why: z.string() }),
])
/** A picture that can do no harm, or what the file has that no picture has. */
export type Sanitised = z.infer<typeof Sanitised>
/** Prefix → namespace; '' is the prefix of names without one. */
type Scope = ReadonlyMap<string, string>
type Opened = { name: string; scope: Scope; isKept: boolean; isStyle: boolean; closing: string }
type OpenTag = Extract<XmlToken, { kind: 'open' }>

const deepest = 500
const mostAttributes = 250
const svg = 'http://www.w3.org/2000/svg'
const xlink = 'http://www.w3.org/1999/xlink'
const rootScope: Scope = new Map([['xml', 'http://www.w3.org/XML/1998/namespace']])

/**
 * Writes an SVG anew with nothing but what we know to draw: no script, no event, no link, nothing from elsewhere, as the
 * service does with svg-hush (images-api §3.2). The same again when given its own answer.
 */
export function sanitiseSvg(document: string): Sanitised {
  let text = ''
  let sheet = ''
  let isRootDone = false
  const stack: Opened[] = []

  const openTag = (token: OpenTag): Opened => {
    const parent = stack.at(-1)
    const scope = scopeOf(token, parent?.scope ?? rootScope)
    const { namespace, local } = resolve(token.name, scope)
    // A file written for a page may leave its namespace out.
    const isSvg = namespace === svg || namespace === ''
    const isKept = (parent?.isKept ?? local === 'svg') && !parent?.isStyle && isSvg && elements.has(local)
    if (isKept) {
      text += `<${local}${parent ? '' : ` xmlns="${svg}"`}`
      for (const [name, value] of keptAttributes(local, token.attributes, scope))
        text += ` ${name}="${escapeValue(value)}"`
      text += token.isEmpty ? '/>' : '>'
    }
    return { name: token.name, scope, isKept, isStyle: isKept && local === 'style', closing: `</${local}>` }
  }
  const closeTag = ({ isKept, isStyle, closing }: Opened) => {
    if (isStyle) text += escapeText(sanitiseSheet(sheet))
    if (isKept) text += closing
    sheet = ''
  }

  for (const token of xmlTokens(document)) {
    const parent = stack.at(-1)
    switch (token.kind) {
      case 'broken':
        return token
      case 'open': {
        if (isRootDone && !parent) return { kind: 'broken', why: 'more than one picture' }
        if (stack.length > deepest || token.attributes.size > mostAttributes)
          return { kind: 'broken', why: 'more nesting or attributes than any drawing' }
        const opened = openTag(token)
        if (!parent && !opened.isKept) return { kind: 'broken', why: 'no SVG picture' }
        if (!token.isEmpty) stack.push(opened)
        isRootDone = true
        break
      }
      case 'close':
        if (!parent || parent.name !== token.name) return { kind: 'broken', why: 'an end tag that ends nothing' }
        closeTag(parent)
        stack.pop()
        break
      case 'text':
        if (!parent) {
          if (token.text.trim() !== '') return { kind: 'broken', why: 'text outside the picture' }
        } else if (parent.isStyle) sheet += token.text
        else if (parent.isKept) text += escapeText(token.text)
    }
  }
  if (!isRootDone || stack.length > 0) return { kind: 'broken', why: 'a picture without an end' }
  return { kind: 'svg', text }
}

function scopeOf({ attributes }: OpenTag, outer: Scope): Scope {
  const declared = [...attributes].flatMap(([name, uri]) =>
    name === 'xmlns' || name.startsWith('xmlns:') ? [[name.slice('xmlns:'.length), uri] as const] : [],
  )
  return declared.length === 0 ? outer : new Map([...outer, ...declared])
}

/** A prefix nobody declared stands for a namespace nobody knows. */
function resolve(name: string, scope: Scope): { namespace: string; local: string } {
  const colon = name.indexOf(':')
  if (colon < 0) return { namespace: scope.get('') ?? '', local: name }
  return { namespace: scope.get(name.slice(0, colon)) ?? 'unknown', local: name.slice(colon + 1) }
}

function keptAttributes(element: string, given: ReadonlyMap<string, string>, scope: Scope): Map<string, string> {
  const kept = new Map<string, string>()
  for (const [name, value] of given) {
    const isXlink = name.endsWith(':href') && resolve(name, scope).namespace === xlink
    if (name === 'href' || isXlink) {
      if (mayPoint(element, value.trim()) && !(isXlink && given.has('href'))) kept.set('href', value.trim())
    } else if (name === 'style') {
      const styles = sanitiseDeclarations(value)
      if (styles !== '') kept.set(name, styles)
    } else if (textAttributes.has(name) || (isDrawing(element, name, value) && isHarmlessValue(value)))
      kept.set(name, value)
  }
  return kept
}

/** Animations must not set what we would not let stand: a link, a style, a script. */
function isDrawing(element: string, name: string, value: string): boolean {
  if (name === 'attributeName')
    return properties.has(value) || (attributes.has(value) && !attributesOfAnimation.has(value))
  if (element === 'style') return name === 'type' && value.trim().toLowerCase() === 'text/css'
  return properties.has(name) || attributes.has(name)
}

const attributesOfAnimation: ReadonlySet<string> = new Set([
  'from',
  'to',
  'by',
  'values',
  'attributeType',
  'begin',
  'end',
])

const mayPoint = (element: string, reference: string) =>
  ((pointers.has(element) || pictureHolders.has(element)) && isFragment(reference)) ||
  (pictureHolders.has(element) && isPixels(reference))

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const escapeValue = (value: string) =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
