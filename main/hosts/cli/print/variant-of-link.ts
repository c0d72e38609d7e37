/** The last part of a delivery URL: the name of a variant, or sizes written out (images-api §4.1). */
export function variantOfLink(link: string): string {
  const path = link.replace(/[?#].*$/s, '')
  return path.slice(path.lastIndexOf('/') + 1)
}
