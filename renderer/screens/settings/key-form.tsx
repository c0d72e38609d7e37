import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { SigningKeyName } from '../../../preload/contract/index.ts'
import { useLanguage } from '../../text/language.ts'

type Props = {
  taken: readonly string[]
  /** True once it is made. */
  onCreate(key: string): Promise<boolean>
}

/** The name of a new signing key. */
export function KeyForm({ taken, onCreate }: Props) {
  const words = useLanguage().text.keys
  const [name, setName] = useState('')
  const [isAsking, setIsAsking] = useState(false)
  const isWrong = name !== '' && !SigningKeyName.safeParse(name).success
  const isTaken = taken.includes(name)

  const create = async () => {
    setIsAsking(true)
    if (await onCreate(name)) setName('')
    setIsAsking(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name !== '' && !isWrong && !isTaken) void create()
  }
  return (
    <form className="key-form" onSubmit={submit}>
      <TextInput
        label={words.name}
        description={words.nameHint}
        error={isWrong ? words.nameWrong : isTaken ? words.nameTaken : undefined}
        maxLength={40}
        spellCheck={false}
        autoComplete="off"
        value={name}
        onChange={event => setName(event.target.value.trim())}
      />
      <Button type="submit" loading={isAsking} disabled={name === '' || isWrong || isTaken}>
        {words.create}
      </Button>
    </form>
  )
}
