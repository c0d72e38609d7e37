import { Select } from '@mantine/core'
import { useLanguage } from '../../text/language.ts'

type Props = { variants: readonly string[]; variant: string; onChange(variant: string): void }

/** The variant whose link is copied. */
export function VariantChoice({ variants, variant, onChange }: Props) {
  return (
    <Select
      aria-label={useLanguage().text.links.variant}
      allowDeselect={false}
      searchable={variants.length > 12}
      value={variant}
      data={variants}
      onChange={chosen => {
        if (chosen !== null) onChange(chosen)
      }}
    />
  )
}
