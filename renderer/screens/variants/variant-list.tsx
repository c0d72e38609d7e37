import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { Variant } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'
import { FitDrawing } from './fit-drawing.tsx'
import { sizeWords } from './size-words.ts'

export type ListedVariant = { readonly key: string; readonly variant: Variant; readonly isUnsaved: boolean }

type Props = { variants: readonly ListedVariant[]; chosen: string; onChoose(key: string): void }

const optionId = (key: string) => `variant-${key}`
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity }

/** The variants of the account, each with its size and fit as a small drawing. */
export function VariantList({ variants, chosen, onChoose }: Props) {
  const { text, format } = useLanguage()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key]
    if (by === undefined || event.ctrlKey || event.metaKey) return
    const at = variants.findIndex(({ key }) => key === chosen)
    const next = variants[Math.min(variants.length - 1, Math.max(0, at + by))]
    if (next !== undefined) onChoose(next.key)
    event.preventDefault()
  }
  return (
    <div
      ref={list}
      className="variant-list"
      role="listbox"
      aria-label={text.variants.list}
      aria-activedescendant={optionId(chosen)}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      {variants.map(({ key, variant, isUnsaved }) => (
        <div
          key={key}
          id={optionId(key)}
          className="variant-row"
          role="option"
          aria-selected={key === chosen}
          onClick={() => onChoose(key)}
        >
          <FitDrawing options={variant.options} />
          <span className="variant-row-words">
            <span className="cut">{variant.id === '' ? text.variants.unnamed : variant.id}</span>
            <span className="cut quiet">
              {sizeWords(variant.options, text, format)} · {text.variants.fits[variant.options.fit].name}
            </span>
          </span>
          <span className="variant-row-marks">
            {variant.alwaysPublic && (
              <span title={text.variants.alwaysPublic}>
                <Icon name="unlock" size={14} />
                <span className="unseen">{text.variants.alwaysPublic}</span>
              </span>
            )}
            {isUnsaved && <span className="unsaved">{text.variants.unsaved}</span>}
          </span>
        </div>
      ))}
    </div>
  )
}
