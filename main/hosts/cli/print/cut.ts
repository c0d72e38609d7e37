import { width } from './width.ts'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** As much of a text as fits into so many columns. */
export function cut(text: string, columns: number): string {
  let fitting = ''
  let left = columns
  for (const { segment } of graphemes.segment(text)) {
    left -= width(segment)
    if (left < 0) break
    fitting += segment
  }
  return fitting
}
