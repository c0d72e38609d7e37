/** What a template of one’s own may name, and nothing else. */
export const placeholders = ['url', 'name', 'title', 'id', 'variant', 'width', 'height'] as const
export type Placeholder = (typeof placeholders)[number]

type Filling = Readonly<Record<Placeholder, string | number | null>>

const inBraces = /\{([A-Za-z]+)\}/g
const isKnown = (name: string): name is Placeholder => placeholders.some(one => one === name)

export type TemplateFault = { readonly kind: 'empty' } | { readonly kind: 'unknown'; readonly name: string }

/** Why a template cannot be used; null where it can. Braces around anything but a word are only braces. */
export function faultOf(template: string): TemplateFault | null {
  if (template.trim() === '') return { kind: 'empty' }
  const unknown = [...template.matchAll(inBraces)].map(found => found[1] ?? '').find(name => !isKnown(name))
  return unknown === undefined ? null : { kind: 'unknown', name: unknown }
}

/** Fills in what is known, as it is; what is not known is left empty. */
export const fillTemplate = (template: string, filling: Filling): string =>
  template.replace(inBraces, (whole, name: string) => (isKnown(name) ? String(filling[name] ?? '') : whole))
