import { Button, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { MetadataChange } from '../../../../preload/contract/index.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useLanguage } from '../../../text/language.ts'
import { mergeOf, type Pair } from './merge-of.ts'

type Props = {
  apply: string
  fieldsThere: readonly string[]
  isBusy: boolean
  onChange(change: MetadataChange): void
}

const emptyPair: Pair = { field: '', value: '' }
/** All that fits into a line of the inspector. */
const mostNamed = 12

/** Fields to set and fields to take away, in every image; whatever is not named stays. */
export function MetadataForm({ apply, fieldsThere, isBusy, onChange }: Props) {
  const { text } = useLanguage()
  const words = text.bulk
  const list = useId()
  const [pairs, setPairs] = useState<readonly Pair[]>([emptyPair])
  const [removed, setRemoved] = useState('')
  const merge = mergeOf(pairs, removed)
  const put = (at: number, change: Partial<Pair>) =>
    setPairs(now => now.map((pair, one) => (one === at ? { ...pair, ...change } : pair)))
  const wrong =
    merge.kind === 'twice' ? words.wrongField(merge.field) : merge.kind === 'both' ? words.both(merge.field) : null
  return (
    <form
      className="form"
      onSubmit={event => {
        event.preventDefault()
        if (merge.kind === 'merge' && !isBusy) onChange(merge)
      }}
    >
      <p className="hint">{words.metadataHint}</p>
      <datalist id={list}>
        {fieldsThere.map(field => (
          <option key={field} value={field} />
        ))}
      </datalist>
      <div className="field-pairs">
        {pairs.map((pair, at) => (
          <div key={at} className="field-pair">
            <TextInput
              aria-label={words.field}
              placeholder={words.field}
              list={list}
              value={pair.field}
              onChange={({ currentTarget }) => put(at, { field: currentTarget.value })}
            />
            <TextInput
              aria-label={words.value}
              placeholder={words.value}
              value={pair.value}
              onChange={({ currentTarget }) => put(at, { value: currentTarget.value })}
            />
            {pairs.length > 1 && (
              <button
                type="button"
                className="bare"
                aria-label={words.dropField(pair.field)}
                onClick={() => setPairs(now => now.toSpliced(at, 1))}
              >
                <Icon name="close" size={14} />
              </button>
            )}
          </div>
        ))}
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<Icon name="add" size={14} />}
          onClick={() => setPairs(now => [...now, emptyPair])}
        >
          {words.addField}
        </Button>
      </div>
      <TextInput
        label={words.remove}
        description={
          fieldsThere.length === 0
            ? words.removeHint
            : `${words.removeHint}. ${words.fieldsThere(fieldsThere.slice(0, mostNamed).join(', '))}`
        }
        value={removed}
        onChange={({ currentTarget }) => setRemoved(currentTarget.value)}
        error={wrong}
      />
      <Button type="submit" disabled={isBusy || merge.kind !== 'merge'}>
        {apply}
      </Button>
    </form>
  )
}
