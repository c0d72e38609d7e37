const size = 1 << 20

/** Grain that looks alike everywhere and repeats nowhere near: one field, laid at another place for each row and seed. */
const field = makeField()

/** Lays grain over raw RGB pixels, in place; strength 1 is that of a good camera in daylight. */
export function filmGrain(pixels: Buffer, width: number, seed: number, strength: number): void {
  const clamped = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length)
  const row = width * 3
  for (let start = 0, line = 0; start < clamped.length; start += row, line++) {
    let at = (Math.imul(line + 1, 0x9e3779b1) + Math.imul(seed, 0x85ebca6b)) >>> 12
    for (let i = start; i < start + row; i += 3) {
      const grain = (field[at++ & (size - 1)] ?? 0) * strength
      clamped[i] = (clamped[i] ?? 0) + grain
      clamped[i + 1] = (clamped[i + 1] ?? 0) + grain
      clamped[i + 2] = (clamped[i + 2] ?? 0) + grain
    }
  }
}

function makeField(): Int8Array {
  const grains = new Int8Array(size)
  let state = 0x2545f491
  for (let i = 0; i < size; i++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    // Three dice make a bell.
    const sum = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255)
    grains[i] = Math.round((sum - 382.5) / 16)
  }
  return grains
}
