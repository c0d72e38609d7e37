import { mostVariants } from '../../../preload/contract/index.ts'
import { canDelete, deleteVariant, duplicateVariant, newVariant } from '../../actions/variant-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { newVariantKey, shownVariant, type VariantDesk, variantKeys } from '../../state/variant-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { FlexibleSwitch } from './flexible-switch.tsx'
import { VariantList } from './variant-list.tsx'

type Props = { variants: VariantDesk; onChoose(key: string): void }

/** How many there are, which, and what can be done with them. */
export function ListPanel({ variants, onChoose }: Props) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const words = text.variants
  const rows = variantKeys(variants).flatMap(key => {
    const variant = shownVariant(variants, key)
    return variant === undefined ? [] : [{ key, variant, isUnsaved: variants.drafts.has(key) }]
  })
  return (
    <section className="variants-side" aria-label={words.list}>
      <div className="variants-head">
        <h1>{words.title}</h1>
        {variants.saved !== null && (
          <span className="quiet">{words.count(format.count(variants.saved.length), format.count(mostVariants))}</span>
        )}
      </div>
      <VariantList variants={rows} chosen={variants.chosen} onChoose={onChoose} />
      <div className="variants-acts">
        <ActionButton
          label={words.unnamed}
          icon="add"
          shortcut={newVariant.keys[0]}
          isDisabled={variants.saved === null}
          onPress={() => newVariant.perform(desk)}
        />
        <ActionButton
          label={words.duplicate}
          shortcut={duplicateVariant.keys[0]}
          isDisabled={variants.chosen === newVariantKey || variants.saved === null}
          onPress={() => duplicateVariant.perform(desk)}
        />
        <ActionButton
          label={words.remove}
          shortcut={deleteVariant.keys[0]}
          isDisabled={!canDelete(variants)}
          onPress={() => deleteVariant.perform(desk)}
        />
      </div>
      {variants.profile !== null && <FlexibleSwitch key={variants.profile} profile={variants.profile} />}
    </section>
  )
}
