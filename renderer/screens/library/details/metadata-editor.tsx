import { Button, SegmentedControl, TextInput } from '@mantine/core'
import { GrowingText } from '../../../parts/growing-text.tsx'
import { ActionButton } from '../../../parts/action-button.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { Meter } from '../../../parts/meter.tsx'
import { type DraftForm, type ImageDraft, inForm } from '../../../state/image-draft.ts'
import { type Field, type FieldFault, ourField } from '../../../state/metadata-fields.ts'
import { useLanguage } from '../../../text/language.ts'
import { FieldRow } from './field-row.tsx'

type Props = {
  draft: ImageDraft
  /** Of our own field; null where it has none. */
  ours: string | null
  faults: readonly FieldFault[]
  bytes: number
  most: number
  problem: { readonly title: string; readonly advice: string; readonly code: string } | null
  status: string | null
  isSaving: boolean
  canSave: boolean
  canRevert: boolean
  count(n: number): string
  onEdit(draft: ImageDraft): void
  onSave(): void
  onRevert(): void
}

const forms: readonly DraftForm['kind'][] = ['fields', 'json']

/** What is kept with an image, field by field or as JSON, with its size as the service counts it. */
export function MetadataEditor({ draft, ours, faults, bytes, most, problem, status, count, ...props }: Props) {
  const words = useLanguage().text.image
  const { form } = draft
  const edit = (part: Partial<ImageDraft>) => props.onEdit({ ...draft, ...part })
  const faultOf = (key: number | null) => {
    const found = faults.find(fault => fault.key === key)
    return found === undefined ? undefined : words.faults[found.why]
  }
  const isTooLong = bytes > most
  return (
    <form
      className="metadata-form"
      onSubmit={event => {
        event.preventDefault()
        if (props.canSave && !props.isSaving) props.onSave()
      }}
    >
      <TextInput
        label={words.creator}
        maxLength={1_024}
        value={draft.creator}
        onChange={event => edit({ creator: event.target.value })}
      />
      <SegmentedControl
        className="link-forms"
        size="xs"
        fullWidth
        aria-label={words.form}
        value={form.kind}
        onChange={kind => props.onEdit(inForm(draft, kind))}
        data={forms.map(value => ({ value, label: words.forms[value] }))}
      />
      {form.kind === 'json' ? (
        <GrowingText
          className="metadata-json"
          aria-label={words.json}
          leastRows={4}
          mostRows={16}
          spellCheck={false}
          value={form.text}
          error={faultOf(null)}
          onChange={event => edit({ form: { kind: 'json', text: event.target.value } })}
        />
      ) : (
        <Fields
          fields={form.fields}
          faultOf={faultOf}
          nextKey={draft.nextKey}
          onFields={(fields, nextKey) => edit({ form: { kind: 'fields', fields }, nextKey })}
        />
      )}
      {ours !== null && (
        <p className="our-field" title={words.ours}>
          <Icon name="lock" size={14} />
          <code>{ourField}</code>
          <code className="cut">{ours}</code>
          <span className="unseen">{words.ours}</span>
        </p>
      )}
      {draft.isMerged && props.canRevert && <p className="quiet">{words.merged}</p>}
      {problem !== null && (
        <div className="problem" role="alert">
          <p className="problem-title">
            <Icon name="alert" /> {problem.title}
          </p>
          <p>{problem.advice}</p>
        </div>
      )}
      <div className="byte-counter" data-full={isTooLong || undefined}>
        <Meter thickness={2} fraction={bytes / most} label={words.bytes(count(bytes), count(most))} isQuiet />
        <p role="status">
          {words.bytes(count(bytes), count(most))}
          {isTooLong && (
            <strong>
              <Icon name="alert" size={14} /> {words.tooMany(count(bytes - most))}
            </strong>
          )}
        </p>
      </div>
      <div className="metadata-buttons">
        <span className="quiet" role="status">
          {status !== null && (
            <>
              <Icon name="check" size={14} /> {status}
            </>
          )}
        </span>
        <Button size="compact-sm" variant="subtle" disabled={!props.canRevert} onClick={props.onRevert}>
          {words.revert}
        </Button>
        <Button size="compact-sm" variant="filled" type="submit" disabled={!props.canSave} loading={props.isSaving}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}

type FieldsProps = {
  fields: readonly Field[]
  faultOf(key: number): string | undefined
  nextKey: number
  onFields(fields: readonly Field[], nextKey: number): void
}

function Fields({ fields, faultOf, nextKey, onFields }: FieldsProps) {
  const words = useLanguage().text.image
  return (
    <>
      {fields.length === 0 && <p className="quiet">{words.noFields}</p>}
      <ul className="metadata-fields">
        {fields.map((field, at) => (
          <FieldRow
            key={field.key}
            field={field}
            fault={faultOf(field.key)}
            onChange={changed => onFields(fields.with(at, changed), nextKey)}
            onRemove={() => onFields(fields.toSpliced(at, 1), nextKey)}
          />
        ))}
      </ul>
      <ActionButton
        size="compact-sm"
        variant="subtle"
        icon="add"
        label={words.add}
        onPress={() => onFields([...fields, { key: nextKey, name: '', kind: 'text', value: '' }], nextKey + 1)}
      />
    </>
  )
}
