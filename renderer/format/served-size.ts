export type PixelSize = { readonly width: number; readonly height: number }

export type VariantBox = { readonly fit: string; readonly width: number | null; readonly height: number | null }

/** How large a variant shows an original (images-api §4.3); null where that depends on an original nobody has measured. */
export function servedSize({ fit, width, height }: VariantBox, original: PixelSize | null): PixelSize | null {
  const exact = width !== null && height !== null ? { width, height } : null
  if ((fit === 'cover' || fit === 'pad') && exact !== null) return exact
  if (original === null) return null
  const byWidth = width === null ? Infinity : width / original.width
  const byHeight = height === null ? Infinity : height / original.height
  const scale = Math.min(byWidth, byHeight)
  if (scale === Infinity) return original
  if (fit === 'crop' && exact !== null)
    return { width: Math.min(exact.width, original.width), height: Math.min(exact.height, original.height) }
  return scaled(original, fit === 'scale-down' || fit === 'crop' ? Math.min(1, scale) : scale)
}

const scaled = ({ width, height }: PixelSize, by: number): PixelSize => ({
  width: Math.max(1, Math.round(width * by)),
  height: Math.max(1, Math.round(height * by)),
})

/** An original that was never enlarged and did not fill its box is served as large as it is. Null where none tells. */
export function originalSeen(
  variants: readonly { readonly id: string; readonly options: VariantBox }[],
  measured: ReadonlyMap<string, PixelSize>,
): PixelSize | null {
  const isBelow = (side: number, most: number | null) => most === null || side < most
  for (const { id, options } of variants) {
    const size = measured.get(id)
    const isWhole = options.fit === 'scale-down' || options.fit === 'crop'
    if (size !== undefined && isWhole && isBelow(size.width, options.width) && isBelow(size.height, options.height))
      return size
  }
  return null
}
