import { isColour } from './is-colour.ts'
import type { Fit, PictureOptions } from './picture-options.ts'
import { number, oneOf, whole } from './read-value.ts'

/** What one option may be: a value of `PictureOptions`, or undefined for what it must not be. */
type Reader = { readonly must: string; read(value: string): Partial<PictureOptions> | undefined }

const side = { least: 1, most: 12_000 }
const words = { high: 90, 'medium-high': 80, 'medium-low': 60, low: 40 } as const
const sides = {
  left: { x: 0, y: 0.5 },
  right: { x: 1, y: 0.5 },
  top: { x: 0.5, y: 0 },
  bottom: { x: 0.5, y: 1 },
} as const
const fits: readonly Fit[] = ['scale-down', 'contain', 'cover', 'crop', 'pad', 'aspect-crop', 'squeeze']

/** Every option we offer, by its full name (images-api §4.2). */
export const optionReaders: Readonly<Record<string, Reader>> = {
  width: {
    must: `be a whole number from ${side.least} to ${side.most}, or auto`,
    read: value => (value === 'auto' ? { width: 'auto' } : whole(value, side, width => ({ width }))),
  },
  height: {
    must: `be a whole number from ${side.least} to ${side.most}`,
    read: value => whole(value, side, height => ({ height })),
  },
  fit: { must: `be one of ${fits.join(', ')}`, read: value => oneOf(fits, value, fit => ({ fit })) },
  gravity: {
    must: 'be auto, left, right, top, bottom or a place like 0.5x0.33; faces are not looked for here',
    read: readGravity,
  },
  // UNCONFIRMED: which number each word stands for.
  quality: {
    must: 'be a whole number from 1 to 100, or high, medium-high, medium-low, low',
    read: value => readQuality(value, quality => ({ quality })),
  },
  'slow-connection-quality': {
    must: 'be a whole number from 1 to 100, or high, medium-high, medium-low, low',
    read: value => readQuality(value, slowQuality => ({ slowQuality })),
  },
  format: {
    must: 'be one of auto, avif, webp, jpeg, baseline-jpeg, json',
    read: value => oneOf(['auto', 'avif', 'webp', 'jpeg', 'baseline-jpeg', 'json'], value, format => ({ format })),
  },
  // UNCONFIRMED: the documentation now says 2 at most, and said 3 before (images-api §4.2).
  dpr: { must: 'be a number from 1 to 3', read: value => number(value, { least: 1, most: 3 }, dpr => ({ dpr })) },
  anim: { must: 'be true or false', read: value => oneOf(['true', 'false'], value, is => ({ anim: is === 'true' })) },
  blur: {
    must: 'be a number from 1 to 250',
    read: value => number(value, { least: 1, most: 250 }, blur => ({ blur })),
  },
  sharpen: {
    must: 'be a number from 0 to 10',
    read: value => number(value, { least: 0, most: 10 }, sharpen => ({ sharpen })),
  },
  brightness: factor(brightness => ({ brightness })),
  contrast: factor(contrast => ({ contrast })),
  gamma: factor(gamma => ({ gamma })),
  saturation: {
    must: 'be a number from 0 to 100',
    read: value => number(value, { least: 0, most: 100 }, saturation => ({ saturation })),
  },
  rotate: {
    must: 'be 90, 180 or 270',
    read: value => oneOf(['90', '180', '270'], value, turn => ({ rotate: turns[turn] })),
  },
  flip: { must: 'be h, v or hv', read: value => oneOf(['h', 'v', 'hv'], value, flip => ({ flip })) },
  background: { must: 'be a CSS colour', read: value => (isColour(value) ? { background: value } : undefined) },
  metadata: {
    must: 'be one of keep, copyright, none',
    read: value => oneOf(['keep', 'copyright', 'none'], value, metadata => ({ metadata })),
  },
  compression: { must: 'be fast', read: value => (value === 'fast' ? { fast: true } : undefined) },
  // Making up detail needs a model nobody has here.
  upscale: {
    must: 'be interpolate; generate is not offered here',
    read: value => oneOf(['interpolate'], value, () => ({})),
  },
  trim: { must: 'be four whole numbers: top;right;bottom;left', read: readTrim },
}

const turns = { '90': 90, '180': 180, '270': 270 } as const

/** Zero stands for “no change” (images-api §4.2). */
function factor(use: (factor: number) => Partial<PictureOptions>): Reader {
  return {
    must: 'be a number from 0 to 100',
    read: value => number(value, { least: 0, most: 100 }, read => use(read === 0 ? 1 : read)),
  }
}

const readQuality = (value: string, use: (quality: number) => Partial<PictureOptions>) =>
  oneOf(['high', 'medium-high', 'medium-low', 'low'], value, word => use(words[word])) ??
  whole(value, { least: 1, most: 100 }, use)

function readGravity(value: string): Partial<PictureOptions> | undefined {
  if (value === 'auto') return { gravity: 'auto' }
  const named = oneOf(['left', 'right', 'top', 'bottom'], value, name => ({ gravity: sides[name] }))
  if (named) return named
  const [x = '', y = '', ...more] = value.split('x')
  const place = (text: string) => number(text, { least: 0, most: 1 }, fraction => fraction)
  const [atX, atY] = [place(x), place(y)]
  return atX === undefined || atY === undefined || more.length > 0 ? undefined : { gravity: { x: atX, y: atY } }
}

function readTrim(value: string): Partial<PictureOptions> | undefined {
  const pixels = value.split(';').map(text => whole(text, { least: 0, most: side.most }, one => one))
  const [top, right, bottom, left, ...more] = pixels
  if (top === undefined || right === undefined || bottom === undefined || left === undefined || more.length > 0)
    return undefined
  return { trim: { top, right, bottom, left } }
}
