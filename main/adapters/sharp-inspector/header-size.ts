import type { PhotoFormat } from '../../../preload/contract/index.ts'

type Size = { width: number; height: number }

/** Width and height in pixels as the header tells them, for formats this machine has no decoder for. */
export function headerSize(format: PhotoFormat, head: Buffer): Size | null {
  if (format === 'psd') return sizeAt(head, 18, 14)
  if (format === 'jp2') {
    const header = head.subarray(0, 4096).indexOf('ihdr')
    return header < 0 ? null : sizeAt(head, header + 8, header + 4)
  }
  if (format === 'bmp' && head.length >= 26)
    return { width: Math.abs(head.readInt32LE(18)), height: Math.abs(head.readInt32LE(22)) }
  return null
}

function sizeAt(head: Buffer, width: number, height: number): Size | null {
  if (head.length < Math.max(width, height) + 4) return null
  return { width: head.readUInt32BE(width), height: head.readUInt32BE(height) }
}
