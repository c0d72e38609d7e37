import { Variant } from '../../../preload/contract/index.ts'
import type { Text } from '../../text/en.ts'

export type WrongField = 'id' | 'width' | 'height' | 'blur'

/** What the contract would refuse, as a sentence beside its field. `taken`: the names that are given. */
export function whatIsWrong(
  variant: Variant,
  taken: readonly string[],
  { variants: { wrong } }: Text,
): Readonly<Partial<Record<WrongField, string>>> {
  const read = Variant.safeParse(variant)
  const fields = new Set(read.error?.issues.map(({ path }) => path.at(-1)))
  return {
    ...(fields.has('id') ? { id: wrong.name } : {}),
    ...(taken.includes(variant.id) ? { id: wrong.taken(variant.id) } : {}),
    ...(fields.has('width') ? { width: wrong.side } : {}),
    ...(fields.has('height') ? { height: wrong.side } : {}),
    ...(fields.has('blur') ? { blur: wrong.blur } : {}),
  }
}
