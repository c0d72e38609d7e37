import { Button, SegmentedControl, Select, TextInput } from '@mantine/core'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'
import { type Span, spans } from './link-end.ts'

type Props = {
  /** Names; null until they are read. */
  keys: readonly string[] | null
  signingKey: string | null
  span: Span
  /** As the field for a date and time has it, in local time. */
  end: string
  isPast: boolean
  isSigning: boolean
  onKey(key: string): void
  onSpan(span: Span): void
  onEnd(end: string): void
  onSign(): void
}

/** By which key, and until when. */
export function SignForm({ keys, signingKey, span, end, isPast, isSigning, ...told }: Props) {
  const words = useLanguage().text.links
  return (
    <>
      <Select
        label={words.key}
        allowDeselect={false}
        disabled={keys === null}
        placeholder={words.readingKeys}
        value={signingKey}
        data={keys ?? []}
        onChange={key => {
          if (key !== null) told.onKey(key)
        }}
      />
      <SegmentedControl
        className="link-forms"
        size="xs"
        fullWidth
        aria-label={words.until}
        value={span}
        onChange={told.onSpan}
        data={spans.map(value => ({ value, label: words.spans[value] }))}
      />
      {span === 'own' && (
        <TextInput
          label={words.end}
          description={words.endHint}
          type="datetime-local"
          value={end}
          error={isPast ? words.endPast : undefined}
          onChange={event => told.onEnd(event.target.value)}
        />
      )}
      <Button
        leftSection={<Icon name="lock" size={14} />}
        disabled={signingKey === null || isPast}
        loading={isSigning}
        onClick={told.onSign}
      >
        {words.sign}
      </Button>
    </>
  )
}
