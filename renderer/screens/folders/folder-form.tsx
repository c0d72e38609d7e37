import { Button, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type FolderSettings, PhotoOrder } from '../../../preload/contract/index.ts'
import { draftOf, readDraft } from '../../parts/sending-draft.ts'
import { Facts } from '../../parts/facts.tsx'
import { Icon } from '../../parts/icon.tsx'
import { AccessField, KeptFields } from '../../parts/sending-fields.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  settings: FolderSettings
  profile: string
  /** There are others it might have gone to. */
  isOneOfSeveral: boolean
  /** False where they were refused; why is told elsewhere. */
  onSave(settings: FolderSettings): Promise<boolean>
}

const dayOf = (at: number | null) =>
  at === null ? '' : new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
const startOf = (day: string) => (day === '' ? null : new Date(`${day}T00:00`).getTime())
const patterns = (text: string) =>
  text
    .split(',')
    .map(one => one.trim())
    .filter(one => one !== '')

/** How the photos of one folder are found and sent. */
export function FolderForm({ settings, profile, isOneOfSeveral, onSave }: Props) {
  const { text } = useLanguage()
  const words = text.folders
  const [draft, setDraft] = useState(settings)
  const [sending, setSending] = useState(draftOf(settings))
  const [ignore, setIgnore] = useState(settings.ignore.join(', '))
  const [isSaved, setIsSaved] = useState(false)
  const read = readDraft(sending)
  const change = (part: Partial<FolderSettings>) => {
    setDraft({ ...draft, ...part })
    setIsSaved(false)
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (read.kind !== 'read') return
    void onSave({ ...draft, ...read.sending, ignore: patterns(ignore) }).then(setIsSaved)
  }
  return (
    <form className="form" onSubmit={save} onChange={() => setIsSaved(false)}>
      <fieldset className="form-part">
        <legend>{words.found}</legend>
        <Switch
          label={words.recursive}
          checked={draft.recursive}
          onChange={event => change({ recursive: event.target.checked })}
        />
        <div className="form-pair">
          <Select
            label={words.order}
            allowDeselect={false}
            value={draft.order}
            onChange={order => change({ order: PhotoOrder.parse(order) })}
            data={PhotoOrder.options.map(value => ({ value, label: words.orders[value] }))}
          />
          <NumberInput
            label={words.settle}
            suffix={` ${words.seconds}`}
            min={0}
            max={600}
            decimalScale={1}
            value={draft.settleMs / 1_000}
            onChange={value => change({ settleMs: Math.round(Number(value) * 1_000) })}
          />
          <TextInput
            label={words.ignore}
            description={words.ignoreHint}
            value={ignore}
            onChange={event => setIgnore(event.target.value)}
          />
          <TextInput
            label={words.onlyAfter}
            description={words.onlyAfterHint}
            type="date"
            value={dayOf(draft.onlyAfter)}
            rightSection={<Icon name="calendar" size={14} />}
            rightSectionPointerEvents="none"
            onChange={event => change({ onlyAfter: startOf(event.target.value) })}
          />
        </div>
      </fieldset>
      <fieldset className="form-part">
        <legend>{words.sent(profile)}</legend>
        <div>
          <Facts rows={[[words.account, profile]]} />
          {isOneOfSeveral && <p className="quiet hint">{words.accountElse}</p>}
        </div>
        <AccessField draft={sending} onChange={setSending} />
        <KeptFields draft={sending} read={read} onChange={setSending} />
      </fieldset>
      <div className="form-buttons">
        <p className="quiet" role="status">
          {isSaved ? words.saved : words.change}
        </p>
        <Button type="submit" variant="filled">
          {words.save}
        </Button>
      </div>
    </form>
  )
}
