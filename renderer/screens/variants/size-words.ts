import type { VariantOptions } from '../../../preload/contract/index.ts'
import type { Text } from '../../text/en.ts'

/** The box of a variant: “300 × 200”, “300 wide”. */
export function sizeWords({ width, height }: Pick<VariantOptions, 'width' | 'height'>, { variants }: Text): string {
  if (width !== null && height !== null) return variants.sizes.both(String(width), String(height))
  if (width !== null) return variants.sizes.wide(String(width))
  if (height !== null) return variants.sizes.high(String(height))
  return variants.sizes.own
}
