import { ActionButton } from '../../parts/action-button.tsx'
import type { Command } from '../../parts/command.ts'
import { useLanguage } from '../../text/language.ts'

type Props = {
  count: number
  /** How many of what, where it is not photos of the queue. */
  words?: string
  choices: readonly Command[]
}

/** What can be done with the selected photos. */
export function SelectionBar({ count, words, choices }: Props) {
  const { text, format } = useLanguage()
  return (
    <div className="selection-bar">
      <span role="status">{words ?? text.queue.selected(count, format.count(count))}</span>
      {choices.map(({ name, label, shortcut, perform }) => (
        <ActionButton
          key={name}
          size="compact-sm"
          variant="subtle"
          label={label}
          shortcut={shortcut}
          onPress={perform}
        />
      ))}
    </div>
  )
}
