import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useLayoutEffect, useRef } from 'react'

type Props = Pick<PasswordInputProps, 'label' | 'description'> & { name: string; isFirst?: boolean }

/** A field for a secret. What is typed stands in the field alone, in no state of ours, and is wiped out when the field goes. */
export function SecretInput({ name, isFirst = false, ...words }: Props) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    const field = input.current
    return () => {
      if (field !== null) field.value = ''
    }
  }, [])
  return (
    <PasswordInput
      {...words}
      ref={input}
      name={name}
      required
      autoComplete="off"
      spellCheck={false}
      data-autofocus={isFirst || undefined}
    />
  )
}

/** What stands in such a field of this form. */
export function secretIn(form: HTMLFormElement, name: string): string {
  const given = new FormData(form).get(name)
  return typeof given === 'string' ? given.trim() : ''
}
