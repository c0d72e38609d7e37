import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

export type Chip = { readonly name: string; readonly words: string; drop(): void }

/** The filters that are set, each to be taken away by itself. */
export function FilterChips({ chips }: { chips: readonly Chip[] }) {
  const { text } = useLanguage()
  if (chips.length === 0) return null
  return (
    <ul className="chips">
      {chips.map(({ name, words, drop }) => (
        <li key={name}>
          <button type="button" className="bare" aria-label={text.library.without(words)} onClick={drop}>
            {words} <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  )
}
