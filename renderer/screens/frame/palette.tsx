import { TextInput } from '@mantine/core'
import { type KeyboardEvent, useState } from 'react'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { Shortcut } from '../../parts/shortcut.tsx'
import { useLanguage } from '../../text/language.ts'

export type Command = {
  readonly name: string
  readonly label: string
  readonly shortcut: string | undefined
  perform(): void
}

type Props = { commands: readonly Command[]; onClose(): void }

const optionId = (name: string) => `command-${name}`

/** Every command by its name. */
export function Palette({ commands, onClose }: Props) {
  const { text } = useLanguage()
  const [wanted, setWanted] = useState('')
  const [at, setAt] = useState(0)
  const words = wanted.toLocaleLowerCase().split(/\s+/)
  const found = commands.filter(({ label }) => words.every(word => label.toLocaleLowerCase().includes(word)))
  const chosen = found[Math.min(at, found.length - 1)]
  const perform = (command: Command) => {
    onClose()
    command.perform()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.min(found.length - 1, at + 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1))
    else if (event.key === 'Enter' && chosen !== undefined) perform(chosen)
    else return
    event.preventDefault()
  }
  return (
    <FloatingSheet title={text.frame.find} size={560} onClose={onClose}>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={chosen === undefined ? undefined : optionId(chosen.name)}
        aria-label={text.frame.find}
        value={wanted}
        onKeyDown={onKeyDown}
        onChange={event => {
          setWanted(event.target.value)
          setAt(0)
        }}
      />
      {found.length === 0 && <p className="empty">{text.frame.noSuchCommand}</p>}
      <ul className="palette-list" id="commands" role="listbox" aria-label={text.frame.find}>
        {found.map(command => (
          <li
            key={command.name}
            id={optionId(command.name)}
            role="option"
            aria-selected={command === chosen}
            ref={element => {
              if (command === chosen) element?.scrollIntoView({ block: 'nearest' })
            }}
            onClick={() => perform(command)}
          >
            {command.label} <Shortcut of={command.shortcut} />
          </li>
        ))}
      </ul>
    </FloatingSheet>
  )
}
