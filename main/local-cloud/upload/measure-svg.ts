import { readTag } from './read-tag.ts'

/** As deep as delivery follows. */
const MOST_DEPTH = 500
const MOST_ELEMENTS = 500_000
/** What a browser draws when nothing says how large. */
const unsaid = { width: 300, height: 150 }
const pixelsPer: Record<string, number> = { '': 1, px: 1, pt: 4 / 3, pc: 16, in: 96, cm: 96 / 2.54, mm: 96 / 25.4 }

type Size = { width: number; height: number }

/**
 * The size an SVG asks for; null when its elements do not nest and close as they must. Nothing is drawn or expanded:
 * a megabyte of SVG can ask a renderer for minutes.
 */
export function measureSvg(text: string): Size | null {
  const open: string[] = []
  let size: Size | null = null
  let elements = 0
  for (let at = text.startsWith('\ufeff') ? 1 : 0; at < text.length;) {
    const next = text.indexOf('<', at)
    const between = next < 0 ? text.length : next
    if (open.length === 0 && !isBlank(text, at, between)) return null
    if (next < 0) break
    const tag = readTag(text, next)
    if (!tag || (tag.kind === 'doctype' && size)) return null
    at = tag.end
    if (tag.kind === 'close' && open.pop() !== tag.name) return null
    if (tag.kind !== 'open') continue
    elements += 1
    if (open.length === 0) {
      if (size || tag.name.split(':').at(-1) !== 'svg') return null
      size = sizeOf(tag.attributes)
    }
    if (!tag.isEmpty) open.push(tag.name)
    if (open.length > MOST_DEPTH || elements > MOST_ELEMENTS) return null
  }
  return open.length === 0 ? size : null
}

function isBlank(text: string, from: number, to: number): boolean {
  const ink = /\S/g
  ink.lastIndex = from
  return (ink.exec(text)?.index ?? to) >= to
}

function sizeOf(attributes: ReadonlyMap<string, string>): Size {
  const [, , boxWidth = 0, boxHeight = 0] = (attributes.get('viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const box = boxWidth > 0 && boxHeight > 0 ? { width: boxWidth, height: boxHeight } : unsaid
  const width = pixels(attributes.get('width'))
  const height = pixels(attributes.get('height'))
  return {
    width: round(width ?? (height === null ? box.width : (height * box.width) / box.height)),
    height: round(height ?? (width === null ? box.height : (width * box.height) / box.width)),
  }
}

const round = (length: number) => Math.max(1, Math.round(length))

/** Null for what depends on the page around it. */
function pixels(text: string | undefined): number | null {
  const [, number = '', unit = ''] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d{1,3})?)\s*([a-z%]*)\s*$/i.exec(text ?? '') ?? []
  const perUnit = pixelsPer[unit.toLowerCase()]
  return number === '' || perUnit === undefined ? null : Number(number) * perUnit
}
