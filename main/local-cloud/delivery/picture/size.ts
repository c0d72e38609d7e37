/** Pixels. */
export type Size = { readonly width: number; readonly height: number }

/** A part of a picture. */
export type Rectangle = Size & { readonly left: number; readonly top: number }

export const area = ({ width, height }: Size): number => width * height
