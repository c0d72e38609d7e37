import type { Variant } from '../../variants/variant.ts'

export type Fit = 'scale-down' | 'contain' | 'cover' | 'crop' | 'pad' | 'aspect-crop' | 'squeeze'

/** Which part stays when something is cut off: a place in fractions of the picture, or whatever strikes the eye. */
export type Gravity = 'auto' | { readonly x: number; readonly y: number }

/** Pixels cut off on each side; `width` and `height` say what stays instead of where the far sides are. */
export type Trim = Partial<Record<'top' | 'right' | 'bottom' | 'left' | 'width' | 'height', number>>

/** Pixels added on each side. `colour` is a CSS colour. */
export type Border = { readonly colour: string } & Readonly<Record<'top' | 'right' | 'bottom' | 'left', number>>

/** How a picture is to be shown; named variants know a few of these, options in the URL all (images-api §4.2). */
export type PictureOptions = {
  readonly fit: Fit
  /** `auto`: as the browser's hints say. Null: as the other side asks, or as it is. */
  readonly width: number | 'auto' | null
  readonly height: number | null
  /** Multiplies every measure in pixels. */
  readonly dpr: number
  readonly gravity: Gravity
  /** 1–100; null: the usual 85. */
  readonly quality: number | null
  /** Takes the place of `quality` on a slow line. */
  readonly slowQuality: number | null
  readonly format: 'auto' | 'avif' | 'webp' | 'jpeg' | 'baseline-jpeg' | 'json'
  /** Whether all frames are kept. */
  readonly anim: boolean
  readonly metadata: 'keep' | 'copyright' | 'none'
  /** A radius of 1–250. */
  readonly blur: number | null
  /** 0–10 */
  readonly sharpen: number
  /** Factors; 1 changes nothing. */
  readonly brightness: number
  readonly contrast: number
  readonly gamma: number
  readonly saturation: number
  readonly rotate: 0 | 90 | 180 | 270
  readonly flip: '' | 'h' | 'v' | 'hv'
  readonly trim: Trim | null
  /** A CSS colour below what is transparent, and around a padded picture. */
  readonly background: string | null
  readonly border: Border | null
  /** Quickly made rather than small. */
  readonly fast: boolean
}

/** What holds for what options in a URL leave out. */
export const usualOptions: PictureOptions = {
  fit: 'scale-down',
  width: null,
  height: null,
  dpr: 1,
  gravity: { x: 0.5, y: 0.5 },
  quality: null,
  slowQuality: null,
  format: 'auto',
  anim: true,
  metadata: 'copyright',
  blur: null,
  sharpen: 0,
  brightness: 1,
  contrast: 1,
  gamma: 1,
  saturation: 1,
  rotate: 0,
  flip: '',
  trim: null,
  background: null,
  border: null,
  fast: false,
}

/** What a named variant asks for. */
export const optionsOf = ({ options }: Variant): PictureOptions => ({
  ...usualOptions,
  fit: options.fit,
  width: options.width ?? null,
  height: options.height ?? null,
  metadata: options.metadata,
  blur: options.blur ?? null,
})
