import { Button } from '@mantine/core'
import { type FormEvent, useEffect, useRef } from 'react'
import { copyText } from '../../actions/link-actions.ts'
import { discardVariant, saveChosen, saveVariant } from '../../actions/variant-actions.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Shortcut } from '../../parts/shortcut.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { newVariantKey, shownVariant, type VariantDesk, variantTyped } from '../../state/variant-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { VariantEditor } from './variant-editor.tsx'
import { whatIsWrong } from './what-is-wrong.ts'

type Props = { variants: VariantDesk; change(make: (now: VariantDesk) => VariantDesk): void }

/** The chosen variant to be changed, with what became of saving it. */
export function EditorPanel({ variants, change }: Props) {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.variants
  const { chosen, drafts, refused, isSaving, saved, justSaved } = variants
  const form = useRef<HTMLFormElement>(null)
  const isNew = chosen === newVariantKey
  const isUnsaved = drafts.has(chosen)
  const variant = shownVariant(variants, chosen)
  // A new one begins with its name.
  useEffect(() => {
    if (isNew) form.current?.querySelector<HTMLInputElement>('[data-name]')?.focus()
  }, [isNew])
  if (variant === undefined) return <section className="variant-editor" aria-label={words.unnamed} />
  const wrong = whatIsWrong(variant, isNew ? (saved ?? []).map(one => one.id) : [], text)
  // An empty name is no mistake yet.
  const shownWrong = isNew && variant.id === '' ? { ...wrong, id: undefined } : wrong
  const isWrong = Object.keys(wrong).length > 0
  const save = (event: FormEvent) => {
    event.preventDefault()
    void saveChosen(desk)
  }
  const said = refused === null ? null : text.problem(refused)
  return (
    <section className="variant-editor" aria-label={variant.id === '' ? words.unnamed : variant.id}>
      <form ref={form} onSubmit={save}>
        <VariantEditor
          key={chosen}
          variant={variant}
          isNew={isNew}
          isSaving={isSaving}
          wrong={Object.fromEntries(Object.entries(shownWrong).filter(([, sentence]) => sentence !== undefined))}
          onChange={typed => change(now => variantTyped(now, chosen, typed))}
        />
        <div className="variant-save">
          {said !== null && refused !== null && (
            <div role="alert">
              <ProblemNote {...said} code={refused.code} onCopyCode={() => void copyText(desk, refused.code, 0)} />
            </div>
          )}
          <p role="status" className={isUnsaved ? 'unsaved' : 'quiet'}>
            {isUnsaved && (isNew ? words.unsaved : words.willChange(chosen))}
            {!isUnsaved && justSaved === chosen && words.saved}
          </p>
          <div className="form-buttons">
            {isUnsaved && <Button onClick={() => discardVariant.perform(desk)}>{words.discard}</Button>}
            <Button
              type="submit"
              variant="filled"
              disabled={!isUnsaved || isWrong || isSaving}
              rightSection={<Shortcut of={saveVariant.keys[0]} />}
            >
              {isNew ? words.create : words.save}
            </Button>
          </div>
        </div>
      </form>
    </section>
  )
}
