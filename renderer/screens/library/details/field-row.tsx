import { Menu, NativeSelect, TextInput } from '@mantine/core'
import { GrowingText } from '../../../parts/growing-text.tsx'
import { Icon } from '../../../parts/icon.tsx'
import { type Field, type FieldKind, fieldKinds } from '../../../state/metadata-fields.ts'
import { useLanguage } from '../../../text/language.ts'

/** How the kinds look beside a value. */
const signs: Readonly<Record<FieldKind, string>> = { text: 'Abc', number: '123', boolean: '✓', json: '{ }' }

type Props = { field: Field; fault: string | undefined; onChange(field: Field): void; onRemove(): void }

/** One field: name, value, kind. */
export function FieldRow({ field, fault, onChange, onRemove }: Props) {
  const words = useLanguage().text.image
  const { name, kind } = field
  const faultId = `fault-${field.key}`
  const described = fault === undefined ? {} : { error: true, 'aria-describedby': faultId }
  return (
    <li className="field-row">
      <TextInput
        aria-label={words.fieldName}
        maxLength={200}
        value={name}
        onChange={event => onChange({ ...field, name: event.target.value })}
        {...described}
      />
      <Value field={field} described={described} onChange={value => onChange({ ...field, value })} />
      <Menu position="bottom-end">
        <Menu.Target>
          <button
            type="button"
            className="bare field-kind"
            aria-label={words.fieldKind(name, words.kinds[kind])}
            title={words.kinds[kind]}
          >
            {signs[kind]}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {fieldKinds.map(one => (
            <Menu.Item
              key={one}
              leftSection={<span className="field-sign">{signs[one]}</span>}
              rightSection={one === kind ? <Icon name="check" size={14} /> : undefined}
              onClick={() => onChange(asKind(field, one))}
            >
              {words.kinds[one]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <button type="button" className="bare" aria-label={words.removeField(name)} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
      {fault !== undefined && (
        <p id={faultId} className="field-fault">
          {fault}
        </p>
      )}
    </li>
  )
}

/** What was typed stays as far as the other kind can show it. */
const asKind = (field: Field, kind: FieldKind): Field => ({
  ...field,
  kind,
  value: kind === 'boolean' ? String(field.value === 'true') : field.value,
})

type ValueProps = {
  field: Field
  described: { error?: boolean; 'aria-describedby'?: string }
  onChange(value: string): void
}

function Value({ field: { name, kind, value }, described, onChange }: ValueProps) {
  const words = useLanguage().text.image
  const label = { 'aria-label': words.fieldValue(name), ...described }
  switch (kind) {
    case 'boolean':
      return (
        <NativeSelect
          {...label}
          value={value}
          data={[
            { value: 'true', label: words.yes },
            { value: 'false', label: words.no },
          ]}
          onChange={event => onChange(event.target.value)}
        />
      )
    case 'number':
      return <TextInput {...label} inputMode="decimal" value={value} onChange={event => onChange(event.target.value)} />
    case 'text':
    case 'json':
      // Grows with what is written; a line more is a line more of the value.
      return (
        <GrowingText
          {...label}
          leastRows={1}
          mostRows={6}
          spellCheck={kind === 'text'}
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )
    default:
      return kind satisfies never
  }
}
