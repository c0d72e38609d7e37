/** A landscape with its number in the sky, as SVG: another hue, light and skyline for every number. */
export function scene(number: number, width: number, height: number): string {
  const dice = seededDice(number)
  const hue = (number * 137) % 360
  const horizon = height * (0.5 + 0.2 * dice())
  const colour = (turn: number, strength: number, light: number) => `hsl(${(hue + turn) % 360},${strength}%,${light}%)`
  const short = Math.min(width, height)

  const ranges = [0, 1, 2].map(depth => {
    const base = horizon + depth * 0.09 * height
    return `<path d="${skyline(dice, width, height, base)}" fill="${colour(180 + depth * 25, 30, 48 - depth * 13)}"/>`
  })
  const stones = Array.from({ length: 40 }, () => {
    const [x, y, r] = [dice() * width, horizon + dice() * (height - horizon), short * (0.005 + dice() * 0.03)]
    return `<ellipse cx="${x | 0}" cy="${y | 0}" rx="${(r * 2) | 0}" ry="${r | 0}" fill="${colour(dice() * 360, 40, 25 + dice() * 50)}"/>`
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0.2" y2="1"><stop stop-color="${colour(0, 60, 35)}"/><stop offset="0.8" stop-color="${colour(30, 80, 80)}"/></linearGradient>
<radialGradient id="sun"><stop offset="0.3" stop-color="#fffbe8"/><stop offset="1" stop-color="#fffbe8" stop-opacity="0"/></radialGradient>
</defs>
<rect width="${width}" height="${height}" fill="url(#sky)"/>
<circle cx="${(dice() * width) | 0}" cy="${(horizon * 0.4) | 0}" r="${(short * 0.15) | 0}" fill="url(#sun)"/>
${ranges.join('\n')}
${stones.join('\n')}
<text x="${(width * 0.5) | 0}" y="${(height * 0.4) | 0}" text-anchor="middle" font-family="sans-serif" font-weight="bold" font-size="${(short * 0.3) | 0}" fill="#fff" fill-opacity="0.85">${number}</text>
</svg>`
}

function skyline(dice: () => number, width: number, height: number, base: number): string {
  const peaks = Array.from(
    { length: 13 },
    (_, i) => `L${((i * width) / 12) | 0} ${(base - dice() * 0.14 * height) | 0}`,
  )
  return `M0 ${height} ${peaks.join(' ')} L${width} ${height}Z`
}

function seededDice(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}
