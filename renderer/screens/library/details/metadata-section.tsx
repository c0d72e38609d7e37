import { useState } from 'react'
import {
  type Image,
  type ImageChange,
  ImageMetadata,
  jsonBytes,
  metadataBytes,
  type Problem,
  type ProfileName,
} from '../../../../preload/contract/index.ts'
import { draftKey } from '../../../state/follow-image.ts'
import {
  afterChange,
  beginDraft,
  changeOf,
  type DraftChange,
  type ImageDraft,
  inForm,
  isChanged,
  readForm,
  rebase,
} from '../../../state/image-draft.ts'
import { useCell } from '../../../state/use-cell.ts'
import { useDesk } from '../../../state/use-desk.ts'
import { useLanguage } from '../../../text/language.ts'
import { PanelSection } from '../../frame/panel-section.tsx'
import { MetadataEditor } from './metadata-editor.tsx'

type Props = { profile: ProfileName; image: Image; onSaved(image: Image): void }
/** Of which image, and how the last order to save it ended. */
type Saving =
  | { readonly kind: 'not' }
  | { readonly kind: 'under-way' | 'done'; readonly of: string }
  | { readonly kind: 'refused'; readonly of: string; readonly because: Problem }

/** Wires the editor. What was typed is kept until it is saved or reverted, whatever is looked at meanwhile. */
export function MetadataSection({ profile, image, onSaved }: Props) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const key = draftKey({ profile, id: image.id })
  const stored = useCell(desk.drafts, drafts => drafts.get(key))
  const [saving, setSaving] = useState<Saving>({ kind: 'not' })
  const mine = saving.kind !== 'not' && saving.of === key ? saving : ({ kind: 'not' } as const)
  const draft = rebase(stored ?? beginDraft(image), image)
  const change = changeOf(draft)
  const { faults } = readForm(draft.form)
  const bytes = jsonBytes(afterChange(image.metadata, change))
  const hasChanged = isChanged(draft)

  const keep = (next: ImageDraft | undefined) =>
    desk.drafts.change(drafts => {
      const kept = new Map(drafts)
      if (next === undefined) kept.delete(key)
      else kept.set(key, next)
      return kept
    })
  function edit(next: ImageDraft): void {
    if (mine.kind === 'done' || mine.kind === 'refused') setSaving({ kind: 'not' })
    keep(next)
  }

  async function save(): Promise<void> {
    const order = orderOf(change)
    if (order === null) return
    setSaving({ kind: 'under-way', of: key })
    const saved = await desk.bridge.editImage({ profile, image: image.id, change: order })
    if (!saved.ok) return setSaving({ kind: 'refused', of: key, because: saved.problem })
    const now = desk.drafts.get().get(key)
    // What was typed while it was being saved is the next change.
    const isTypedOn = now !== undefined && now !== stored
    const anew = inForm(beginDraft(saved.value.image), draft.form.kind)
    keep(isTypedOn ? { ...rebase(now, saved.value.image), isMerged: false } : anew)
    onSaved(saved.value.image)
    setSaving({ kind: 'done', of: key })
  }

  const mark = hasChanged ? <span className="unsaved">{text.image.unsaved}</span> : null
  return (
    <PanelSection name="metadata" title={text.image.metadata} mark={mark}>
      <MetadataEditor
        draft={draft}
        ours={ourValueOf(image)}
        faults={faults}
        bytes={bytes}
        most={metadataBytes}
        problem={mine.kind === 'refused' ? { ...text.problem(mine.because), code: mine.because.code } : null}
        status={hasChanged ? null : mine.kind === 'done' ? text.image.saved : null}
        isSaving={mine.kind === 'under-way'}
        canSave={hasChanged && faults.length === 0 && bytes <= metadataBytes}
        canRevert={hasChanged}
        count={format.count}
        onEdit={edit}
        onSave={() => void save()}
        onRevert={() => {
          setSaving({ kind: 'not' })
          keep(inForm(beginDraft(image), draft.form.kind))
        }}
      />
    </PanelSection>
  )
}

const ourValueOf = ({ metadata }: Image) => (typeof metadata['sha256'] === 'string' ? metadata['sha256'] : null)

/** Null where it is more than an image keeps: then it cannot be saved. */
function orderOf({ set, remove, creator }: DraftChange): ImageChange | null {
  const read = ImageMetadata.safeParse(set)
  if (!read.success) return null
  const isTouched = Object.keys(set).length > 0 || remove.length > 0
  return {
    ...(isTouched && { metadata: { kind: 'merge' as const, set: read.data, remove: [...remove] } }),
    ...(creator !== undefined && { creator }),
  }
}
