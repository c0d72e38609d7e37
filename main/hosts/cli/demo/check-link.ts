import sharp from 'sharp'

/** A link as it must be: this file's picture, upright, in this proportion. Pixels as displayed. */
export type ExpectedPicture = { link: string; path: string; width: number; height: number }

/** Small enough to ignore JPEG's losses, large enough to tell two photos apart. */
const glimpseSide = 24
/** Mean difference per channel, 0–255, up to which two glimpses show the same picture. */
const mostDifference = 8

/** Fetches one delivered link and looks at what it serves; answers with what is wrong, or null. */
export async function checkLink(expected: ExpectedPicture, signal: AbortSignal): Promise<string | null> {
  const { link, path, width, height } = expected
  try {
    const answer = await fetch(link, { signal })
    if (!answer.ok) return `the link answers HTTP ${answer.status}`
    const bytes = Buffer.from(await answer.arrayBuffer())
    const served = await sharp(bytes, { failOn: 'warning' }).metadata()
    if ((served.orientation ?? 1) !== 1) return 'the picture is not turned upright'
    if (served.width > width || served.height > height)
      return `the picture is larger than the photo (${served.width} × ${served.height})`
    const straight = served.width * height - served.height * width
    // One pixel of rounding on either side.
    if (Math.abs(straight) > Math.max(width, height))
      return `the picture has other proportions (${served.width} × ${served.height} for ${width} × ${height})`
    const difference = await differenceOf(bytes, path)
    return difference > mostDifference ? 'the link shows another picture' : null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function differenceOf(served: Buffer, path: string): Promise<number> {
  const [one, other] = await Promise.all([glimpse(served), glimpse(path)])
  return one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length
}

/** Decodes the whole picture, upright and in sRGB, down to a few pixels. */
const glimpse = (source: Buffer | string): Promise<Buffer> =>
  sharp(source)
    .rotate()
    .resize(glimpseSide, glimpseSide, { fit: 'fill' })
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer()
