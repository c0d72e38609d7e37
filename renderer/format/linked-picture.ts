import type { LinkedPicture } from './link-forms.ts'
import { pictureSteps, type SizedVariant } from './picture-steps.ts'
import { type PixelSize, servedSize } from './served-size.ts'
import { linkTo, variantOf } from './variant-link.ts'

type Linked = {
  readonly image: { readonly id: string; readonly filename: string | null; readonly links: readonly string[] }
  /** What it was called where it came from; else as the account calls it. */
  readonly name?: string
  readonly variant: string
  /** Of the account; only forms with sizes need them. */
  readonly variants: readonly SizedVariant[]
  readonly original: PixelSize | null
  readonly measured: ReadonlyMap<string, PixelSize>
  /** Where it is not the plain link: signed ones, by variant. */
  readonly signed?: ReadonlyMap<string, string>
}

/** One picture as a link shows it; undefined where the account names no link for it. */
export function linkedPicture({ image, name, variant, signed, ...sizes }: Linked): LinkedPicture | undefined {
  const { variants, original, measured } = sizes
  const linkOf = (one: string) => (signed === undefined ? linkTo(image.links, one) : signed.get(one))
  const url = linkOf(variant)
  if (url === undefined) return undefined
  const options = variants.find(({ id }) => id === variant)?.options
  const size = measured.get(variant) ?? (options === undefined ? null : servedSize(options, original))
  return {
    url,
    name: name ?? image.filename ?? image.id,
    id: image.id,
    variant,
    width: size?.width ?? null,
    height: size?.height ?? null,
    steps: pictureSteps(variants, variant, original, measured).flatMap(step => {
      const link = linkOf(step.variant)
      return link === undefined ? [] : [{ url: link, width: step.width }]
    }),
  }
}

/** The wanted variant where there is such a one, else the one every account has, else any. */
export function variantAtHand(
  links: readonly string[],
  variants: readonly SizedVariant[],
  wanted: string,
): string | undefined {
  const known = variants.length > 0 ? variants.map(({ id }) => id) : links.map(variantOf)
  return [wanted, 'public'].find(one => known.includes(one)) ?? known[0]
}
