import type { Variant } from '../../../../preload/contract/index.ts'
import { durationText } from './duration-text.ts'
import { grouped } from './number.ts'
import { printable } from './printable.ts'
import { table } from './table.ts'

/** Variants a line each. */
export const variantTable = (variants: readonly Variant[]): string[] => table(variants.map(rowOf))

function rowOf({ id, options, alwaysPublic }: Variant): string[] {
  const { fit, metadata, blur, browserTtlSeconds } = options
  const more = [
    `metadata ${metadata}`,
    ...(blur === null ? [] : [`blur ${blur}`]),
    ...(browserTtlSeconds === null ? [] : [`browsers keep it ${durationText(browserTtlSeconds)}`]),
    ...(alwaysPublic ? ['always public'] : []),
  ]
  return [printable(id), fit, sizeText(options), more.join(' · ')]
}

/** 800 × 600, 800 wide, 600 high. */
function sizeText({ width, height }: Variant['options']): string {
  if (width !== null && height !== null) return `${grouped(width)} × ${grouped(height)}`
  if (width !== null) return `${grouped(width)} wide`
  return height === null ? 'as it is' : `${grouped(height)} high`
}
