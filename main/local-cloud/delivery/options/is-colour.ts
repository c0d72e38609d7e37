import sharp from 'sharp'

/** Whether this text is a CSS colour: `#rrggbb`, `rgb()`, `hsl()`, a name, … */
export function isColour(text: string): boolean {
  try {
    onePixel(text)
    return true
  } catch {
    return false
  }
}

/** Red, green and blue of 0–255, and an opacity of 0–1. Throws on what is no colour. */
export async function readColour(text: string): Promise<{ r: number; g: number; b: number; alpha: number }> {
  const [r = 0, g = 0, b = 0, a = 0] = await onePixel(text).raw().toBuffer()
  return { r, g, b, alpha: a / 255 }
}

const onePixel = (background: string) => sharp({ create: { width: 1, height: 1, channels: 4, background } })
