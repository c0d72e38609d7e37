const kept = 4
const largest = 32 * 1024 * 1024
const step = 1024 * 1024

/** Buffers that go from photo to photo: fresh memory for each costs time, and grows until it is collected. */
export function createBufferShelf() {
  const shelf: Buffer<ArrayBuffer>[] = []
  return {
    /** A buffer of exactly `size` bytes, with whatever was in it before. */
    take(size: number): Buffer<ArrayBuffer> {
      const fitting = shelf.findIndex(buffer => buffer.length >= size)
      const [found] = fitting < 0 ? [] : shelf.splice(fitting, 1)
      const buffer = found ?? Buffer.allocUnsafeSlow(Math.ceil(size / step) * step)
      return buffer.subarray(0, size)
    },
    /** Nobody may read it any longer. */
    giveBack({ buffer }: Buffer<ArrayBuffer>): void {
      if (buffer.byteLength > largest) return
      // The smallest goes first when the shelf is full: it fits the fewest photos.
      shelf.push(Buffer.from(buffer))
      shelf.sort((a, b) => a.length - b.length)
      if (shelf.length > kept) shelf.shift()
    },
  }
}
