/** The text of an SVG file in the encoding it declares; null when it is not text in that encoding. */
export function readSvg(bytes: Buffer): string | null {
  const declared = /^\ufeff?\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(bytes.toString('latin1', 0, 256))
  try {
    return new TextDecoder(declared?.[1] ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
