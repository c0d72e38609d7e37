import { functions } from './svg-words.ts'

const fragment = /^#[^\s'"()<>\\]*$/
const pixels = /^data:image\/(png|jpe?g|gif|webp|avif);base64,[a-z0-9+/=\s]+$/i
// oxlint-disable-next-line no-control-regex -- never part of a value
const never = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\\<>@{}]|\/\*|(java|vb)script\s*:/i
const url = /url\(([^()]*)\)/gi

/** Whether a reference stays within the picture: to one of its elements, or to pixels it carries itself. */
export const isFragment = (reference: string): boolean => fragment.test(reference)
export const isPixels = (reference: string): boolean => pixels.test(reference)

/**
 * Whether the value of an attribute or property can neither load nor run anything. Escapes, which could spell any
 * word, are not taken at all, and only functions we know.
 */
export function isHarmlessValue(value: string): boolean {
  let isInside = true
  const rest = value.replace(url, (_, written: string) => {
    const reference = unquote(written.trim())
    if (!isFragment(reference) && !isPixels(reference)) isInside = false
    return ' '
  })
  return isInside && !never.test(rest) && callsOnly(rest)
}

function unquote(text: string): string {
  const sign = text[0]
  return (sign === '"' || sign === "'") && text.endsWith(sign) && text.length > 1 ? text.slice(1, -1).trim() : text
}

/** Looks back from every bracket: a pattern that looks forward would take for ever over a long word. */
function callsOnly(value: string): boolean {
  for (let bracket = value.indexOf('('); bracket >= 0; bracket = value.indexOf('(', bracket + 1)) {
    let end = bracket
    while (/\s/.test(value[end - 1] ?? '')) end--
    let start = end
    while (/[\w-]/.test(value[start - 1] ?? '')) start--
    if (start < end && !functions.has(value.slice(start, end).toLowerCase())) return false
  }
  return true
}
