import type { VariantOptions } from '../../../preload/contract/index.ts'
import type { Format } from '../../format/format.ts'
import type { Text } from '../../text/en.ts'

/** The box of a variant: “300 × 200”, “300 wide”. */
export function sizeWords(
  { width, height }: Pick<VariantOptions, 'width' | 'height'>,
  { variants }: Text,
  { count }: Format,
): string {
  if (width !== null && height !== null) return variants.sizes.both(count(width), count(height))
  if (width !== null) return variants.sizes.wide(count(width))
  if (height !== null) return variants.sizes.high(count(height))
  return variants.sizes.own
}
