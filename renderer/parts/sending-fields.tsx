import { SegmentedControl, TextInput } from '@mantine/core'
import { GrowingText } from './growing-text.tsx'
import { metadataBytes } from '../../preload/contract/index.ts'
import type { ReadSending, SendingDraft } from './sending-draft.ts'
import { useLanguage } from '../text/language.ts'
import { Icon } from './icon.tsx'

type Props = { draft: SendingDraft; onChange(draft: SendingDraft): void }

/** Who may see the photos. */
export function AccessField({ draft, onChange }: Props) {
  const { text } = useLanguage()
  const words = text.sending
  return (
    <div className="access">
      <SegmentedControl
        fullWidth
        aria-label={text.inspector.access}
        value={draft.private ? 'private' : 'public'}
        onChange={value => onChange({ ...draft, private: value === 'private' })}
        data={[
          { value: 'public', label: text.inspector.public },
          {
            value: 'private',
            label: (
              <span className="access-private">
                <Icon name="lock" size={12} /> {text.inspector.private}
              </span>
            ),
          },
        ]}
      />
      <p className="quiet hint">{draft.private ? words.privateHint : words.publicHint}</p>
    </div>
  )
}

/** What is kept with each photo on the account. */
export function KeptFields({ draft, read, onChange }: Props & { read: ReadSending }) {
  const { text, format } = useLanguage()
  const words = text.sending
  const error = () => {
    if (read.kind === 'wrong') return words.tagsWrong(read.line)
    return read.kind === 'too-long'
      ? words.tagsTooLong(format.count(read.bytes), format.count(metadataBytes))
      : undefined
  }
  const used = read.kind === 'read' ? words.tagsUsed(format.count(read.bytes), format.count(metadataBytes)) : ''
  return (
    <>
      <TextInput
        label={words.creator}
        description={words.creatorHint}
        maxLength={1024}
        value={draft.creator}
        onChange={event => onChange({ ...draft, creator: event.target.value })}
      />
      <GrowingText
        label={words.tags}
        description={`${words.tagsHint} ${used}`.trim()}
        leastRows={2}
        mostRows={8}
        spellCheck={false}
        value={draft.tags}
        onChange={event => onChange({ ...draft, tags: event.target.value })}
        error={error()}
      />
    </>
  )
}
