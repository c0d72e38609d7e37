import type { MetadataChange } from '../../../../preload/contract/index.ts'

export type Pair = { readonly field: string; readonly value: string }

type Merge =
  | Extract<MetadataChange, { kind: 'merge' }>
  /** Nothing is named yet. */
  | { kind: 'nothing' }
  | { kind: 'twice' | 'both'; field: string }

/** Pure. What a person has written down, as a change; lines without a field say nothing. */
export function mergeOf(pairs: readonly Pair[], removed: string): Merge {
  const set = pairs.map(({ field, value }) => [field.trim(), value] as const).filter(([field]) => field !== '')
  const remove = removed
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
  const names = set.map(([field]) => field)
  const twice = names.find((field, at) => names.indexOf(field) !== at)
  if (twice !== undefined) return { kind: 'twice', field: twice }
  const both = names.find(field => remove.includes(field))
  if (both !== undefined) return { kind: 'both', field: both }
  return set.length + remove.length === 0
    ? { kind: 'nothing' }
    : { kind: 'merge', set: Object.fromEntries(set), remove: [...new Set(remove)] }
}
