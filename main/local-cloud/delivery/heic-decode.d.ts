declare module 'heic-decode' {
  /** Decodes the first picture of a HEIF file to RGBA, its rotation applied. */
  export default function decode(options: { buffer: Uint8Array }): Promise<{
    width: number
    height: number
    data: Uint8ClampedArray
  }>
}
