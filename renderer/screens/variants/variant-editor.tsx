import { NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { type Variant, VariantOptions } from '../../../preload/contract/index.ts'
import { useLanguage } from '../../text/language.ts'
import { FitChoice } from './fit-choice.tsx'
import { KeepChoice } from './keep-choice.tsx'
import type { WrongField } from './what-is-wrong.ts'

type Props = {
  variant: Variant
  isNew: boolean
  isSaving: boolean
  wrong: Readonly<Partial<Record<WrongField, string>>>
  onChange(variant: Variant): void
}

const Metadata = VariantOptions.shape.metadata
const numberOr = (value: string | number): number | null => (value === '' ? null : Number(value))

/** All that makes up one variant. What is typed counts at once, on the wall beside it. */
export function VariantEditor({ variant, isNew, isSaving, wrong, onChange }: Props) {
  const { text } = useLanguage()
  const words = text.variants
  const { options } = variant
  const change = (part: Partial<VariantOptions>) => onChange({ ...variant, options: { ...options, ...part } })
  const side = (name: 'width' | 'height') => (
    <NumberInput
      label={words[name]}
      suffix=" px"
      placeholder={words.openSide}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      value={options[name] ?? ''}
      onChange={value => change({ [name]: numberOr(value) })}
      error={wrong[name]}
    />
  )
  const isOpen = options.width === null || options.height === null
  const hint = options.width === null && options.height === null ? words.noSides : words.bothSides
  return (
    <fieldset className="form variant-fields" disabled={isSaving}>
      {isNew ? (
        <TextInput
          label={words.name}
          description={words.nameHint}
          value={variant.id}
          error={wrong.id}
          autoComplete="off"
          spellCheck={false}
          data-name
          onChange={event => onChange({ ...variant, id: event.target.value })}
        />
      ) : (
        <div>
          <h2 className="cut">{variant.id}</h2>
          <p className="quiet">{variant.id === 'public' ? words.builtIn : words.nameStays}</p>
        </div>
      )}
      <div className="form-pair">
        {side('width')}
        {side('height')}
      </div>
      {isOpen && <p className="quiet">{hint}</p>}
      <FitChoice fit={options.fit} onChange={fit => change({ fit })} />
      <Select
        label={words.metadata}
        description={words.metadatas[options.metadata].means}
        inputWrapperOrder={['label', 'input', 'description']}
        allowDeselect={false}
        value={options.metadata}
        onChange={metadata => change({ metadata: Metadata.parse(metadata) })}
        data={Metadata.options.map(value => ({ value, label: words.metadatas[value].name }))}
      />
      <NumberInput
        label={words.blur}
        description={words.blurHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        allowDecimal={false}
        allowNegative={false}
        value={options.blur ?? ''}
        onChange={value => change({ blur: numberOr(value) })}
        error={wrong.blur}
      />
      <KeepChoice seconds={options.browserTtlSeconds} onChange={browserTtlSeconds => change({ browserTtlSeconds })} />
      <Switch
        label={words.public}
        description={words.publicHint}
        checked={variant.alwaysPublic}
        onChange={event => onChange({ ...variant, alwaysPublic: event.target.checked })}
      />
    </fieldset>
  )
}
