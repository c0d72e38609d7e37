import sharp from 'sharp'

type Wish = { frames: string[]; format?: 'gif' | 'webp'; width?: number; height?: number }

/** An animation with a colour for each frame, each shown a tenth of a second longer than the one before, played twice. */
export async function anAnimation({ frames, format = 'gif', width = 60, height = 40 }: Wish): Promise<Buffer> {
  const pictures = await Promise.all(
    frames.map(background =>
      sharp({ create: { width, height, channels: 3, background } })
        .png()
        .toBuffer(),
    ),
  )
  const roll = sharp(pictures, { join: { animated: true } })
  const timing = { delay: frames.map((_, i) => (i + 1) * 100), loop: 2 }
  return format === 'gif'
    ? await roll.gif({ ...timing, effort: 1, dither: 0 }).toBuffer()
    : await roll.webp({ ...timing, lossless: true }).toBuffer()
}
