import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useLanguage } from '../../../text/language.ts'

type Props = { isBusy: boolean; onCreator(creator: string | null): void }

/** Who made all of these, or nobody in particular. */
export function CreatorForm({ isBusy, onCreator }: Props) {
  const { text } = useLanguage()
  const words = text.bulk
  const [creator, setCreator] = useState('')
  const name = creator.trim()
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        if (name !== '' && !isBusy) onCreator(name)
      }}
    >
      <p className="hint">{words.creatorHint}</p>
      <div className="creator-line">
        <TextInput
          aria-label={words.creator}
          maxLength={1_024}
          value={creator}
          onChange={({ currentTarget }) => setCreator(currentTarget.value)}
        />
        <Button type="submit" disabled={isBusy || name === ''}>
          {words.setCreator}
        </Button>
        <Button disabled={isBusy} onClick={() => onCreator(null)}>
          {words.clearCreator}
        </Button>
      </div>
    </form>
  )
}
