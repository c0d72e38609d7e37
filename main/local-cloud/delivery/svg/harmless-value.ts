import { functions } from './svg-words.ts'

const fragment = /^#[^\s'"()<>\\]*$/
const pixels = /^data:image\/(png|jpe?g|gif|webp|avif);base64,[a-z0-9+/=\s]+$/i
// oxlint-disable-next-line no-control-regex -- never part of a value
const never = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\\<>@{}]|\/\*|(java|vb)script\s*:/i
const url = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"'()]*))\s*\)/gi
const call = /([a-z_-][\w-]*)\s*\(/gi

/** Whether a reference stays within the picture: to one of its elements, or to pixels it carries itself. */
export const isFragment = (reference: string): boolean => fragment.test(reference)
export const isPixels = (reference: string): boolean => pixels.test(reference)

/**
 * Whether the value of an attribute or property can neither load nor run anything. Escapes, which could spell any
 * word, are not taken at all, and only functions we know.
 */
export function isHarmlessValue(value: string): boolean {
  let isInside = true
  const rest = value.replace(url, (_, double: string | undefined, single: string | undefined, bare = '') => {
    const reference: string = (double ?? single ?? bare).trim()
    if (!isFragment(reference) && !isPixels(reference)) isInside = false
    return ' '
  })
  if (!isInside || never.test(rest)) return false
  return [...rest.matchAll(call)].every(([, name = '']) => functions.has(name.toLowerCase()))
}
