import { type PixelSize, servedSize, type VariantBox } from './served-size.ts'

export type SizedVariant = { readonly id: string; readonly options: VariantBox & { readonly blur: number | null } }
export type PictureStep = { readonly variant: string; readonly width: number }

/** Shapes that differ by less than this look alike: a pixel of rounding makes no other picture. */
const sameShape = 0.02

/**
 * The sizes in which a browser may choose to show the same picture, ascending: variants of the same fit that cut off the same.
 * `measured` is what was seen of them; otherwise the width follows from the original, or is that of the box.
 */
export function pictureSteps(
  variants: readonly SizedVariant[],
  chosen: string,
  original: PixelSize | null,
  measured: ReadonlyMap<string, PixelSize>,
): readonly PictureStep[] {
  const usual = variants.find(({ id }) => id === chosen)
  if (usual === undefined) return []
  const widthOf = ({ id, options }: SizedVariant) =>
    (measured.get(id) ?? servedSize(options, original))?.width ?? options.width
  const byWidth = new Map<number, PictureStep>()
  // The chosen one comes first, so that it stays where others are as wide.
  for (const one of [usual, ...variants]) {
    const width = looksLike(one, usual) ? widthOf(one) : null
    if (width !== null && !byWidth.has(width)) byWidth.set(width, { variant: one.id, width })
  }
  return [...byWidth.values()].toSorted((a, b) => a.width - b.width)
}

function looksLike({ options: one }: SizedVariant, { options: other }: SizedVariant): boolean {
  if (one.fit !== other.fit || one.blur !== other.blur) return false
  const [shape, otherShape] = [shapeOf(one), shapeOf(other)]
  if (shape === null || otherShape === null) return shape === otherShape
  return Math.abs(shape / otherShape - 1) < sameShape
}

/** Null where nothing is cut off or added, whatever the box. */
function shapeOf({ fit, width, height }: VariantBox): number | null {
  const keepsShape = fit === 'scale-down' || fit === 'contain'
  return keepsShape || width === null || height === null ? null : width / height
}
