/** The links of an image differ in their last part alone, which names the variant (images-api §4.1). */
export function variantOf(link: string): string {
  const path = link.replace(/[?#].*$/s, '')
  const last = path.slice(path.lastIndexOf('/') + 1)
  try {
    return decodeURIComponent(last)
  } catch {
    // A stray percent sign: then it stands for itself.
    return last
  }
}

/** The link to one variant of an image, also where its list of links is older than the variant; without any link there is none. */
export function linkTo(links: readonly string[], variant: string): string | undefined {
  const known = links.find(link => variantOf(link) === variant)
  const [first] = links
  if (known !== undefined || first === undefined) return known
  return `${first.slice(0, first.lastIndexOf('/') + 1)}${encodeURIComponent(variant)}`
}
