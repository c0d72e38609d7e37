import { readColour } from '../options/is-colour.ts'
import type { PictureFormat } from './encode.ts'

type Colour = { readonly r: number; readonly g: number; readonly b: number; readonly alpha: number }

/** What lies under a picture: `flat` leaves nothing transparent, `below` shines through, `around` fills a padded canvas. */
export type Underlay = { readonly flat: Colour | null; readonly below: Colour | null; readonly around: Colour }

const white: Colour = { r: 255, g: 255, b: 255, alpha: 1 }

/** The underlay for a background, or for none. JPEG knows no transparency, so there all ends on white. */
export async function chooseUnderlay(background: string | null, format: PictureFormat): Promise<Underlay> {
  const colour = background === null ? null : await readColour(background)
  if (format === 'jpeg') {
    const flat = colour ? onWhite(colour) : white
    return { flat, below: null, around: flat }
  }
  if (!colour) return { flat: null, below: null, around: white }
  return colour.alpha === 1
    ? { flat: colour, below: null, around: colour }
    : { flat: null, below: colour, around: { ...colour, alpha: 0 } }
}

function onWhite({ r, g, b, alpha }: Colour): Colour {
  const over = (channel: number) => Math.round(channel * alpha + 255 * (1 - alpha))
  return { r: over(r), g: over(g), b: over(b), alpha: 1 }
}
