import { readColour } from '../options/is-colour.ts'
import type { PictureFormat } from './encode.ts'

/** Channels of 0–255, and an opacity of 0–1. */
export type Colour = { readonly r: number; readonly g: number; readonly b: number; readonly alpha: number }

/** What lies under a picture: `flat` leaves nothing transparent, `below` shines through, `around` fills a padded canvas. */
export type Underlay = { readonly flat: Colour | null; readonly below: Colour | null; readonly around: Colour }

const white: Colour = { r: 255, g: 255, b: 255, alpha: 1 }

/** The underlay for a background, or for none. JPEG knows no transparency, so there all ends on white. */
export async function chooseUnderlay(background: string | null, format: PictureFormat): Promise<Underlay> {
  const colour = background === null ? null : await readColour(background)
  if (format === 'jpeg') {
    const flat = colour ? over(colour, white) : white
    return { flat, below: null, around: flat }
  }
  if (!colour) return { flat: null, below: null, around: white }
  return colour.alpha === 1
    ? { flat: colour, below: null, around: colour }
    : { flat: null, below: colour, around: { ...colour, alpha: 0 } }
}

/** What a colour looks like over another one, which nothing shines through. */
export function over(colour: Colour, under: Colour): Colour {
  const mix = (one: number, other: number) => Math.round(one * colour.alpha + other * (1 - colour.alpha))
  return { r: mix(colour.r, under.r), g: mix(colour.g, under.g), b: mix(colour.b, under.b), alpha: 1 }
}
