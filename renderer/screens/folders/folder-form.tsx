import { Button, NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { type FolderSettings, PhotoOrder } from '../../../preload/contract/index.ts'
import { useLanguage } from '../../text/language.ts'
import { readTags, tagsText } from './tags-text.ts'

type Props = {
  settings: FolderSettings
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
export function FolderForm({ settings, onSave }: Props) {
  const { text } = useLanguage()
  const words = text.folders
  const [draft, setDraft] = useState(settings)
  const [ignore, setIgnore] = useState(settings.ignore.join(', '))
  const [tags, setTags] = useState(tagsText(settings.tags))
  const [isSaved, setIsSaved] = useState(false)
  const read = readTags(tags)
  const change = (part: Partial<FolderSettings>) => {
    setDraft({ ...draft, ...part })
    setIsSaved(false)
  }
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (read.kind === 'wrong') return
    void onSave({ ...draft, ignore: patterns(ignore), tags: read.tags }).then(setIsSaved)
  }
  return (
    <form className="form" onSubmit={save}>
      <Switch
        label={words.recursive}
        checked={draft.recursive}
        onChange={event => change({ recursive: event.target.checked })}
      />
      <Switch
        label={words.private}
        checked={draft.private}
        onChange={event => change({ private: event.target.checked })}
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
          label={words.creator}
          description={words.creatorHint}
          value={draft.creator ?? ''}
          onChange={event => change({ creator: event.target.value === '' ? null : event.target.value })}
        />
        <TextInput
          label={words.ignore}
          description={words.ignoreHint}
          value={ignore}
          onChange={event => setIgnore(event.target.value)}
        />
      </div>
      <Textarea
        label={words.tags}
        description={words.tagsHint}
        autosize
        minRows={2}
        value={tags}
        onChange={event => setTags(event.target.value)}
        error={read.kind === 'wrong' ? words.tagsWrong(read.line) : undefined}
      />
      <TextInput
        label={words.onlyAfter}
        type="date"
        value={dayOf(draft.onlyAfter)}
        onChange={event => change({ onlyAfter: startOf(event.target.value) })}
      />
      <div className="form-buttons">
        <p className="quiet">{isSaved ? words.saved : words.change}</p>
        <Button type="submit" variant="filled">
          {words.save}
        </Button>
      </div>
    </form>
  )
}
