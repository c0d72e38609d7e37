import { Button, TextInput } from '@mantine/core'
import { type FormEvent, type ReactNode, useState } from 'react'
import { cloudflareBaseUrl } from '../../../preload/contract/index.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { PermissionRow } from '../../parts/permission-row.tsx'
import { SecretInput, secretIn } from '../../parts/secret-input.tsx'
import { useLanguage } from '../../text/language.ts'

export type Connection = { name: string; accountId: string; baseUrl: string; token: string }

type Props = {
  isAsking: boolean
  /** The name is taken once the account is kept; then only the token is to be corrected. */
  isKept: boolean
  trouble: ReactNode
  onConnect(connection: Connection): void
  onCancel(): void
}

/** What is needed to send to an account at Cloudflare. */
export function ConnectForm({ isAsking, isKept, trouble, onConnect, onCancel }: Props) {
  const words = useLanguage().text.connect
  const [draft, setDraft] = useState<Omit<Connection, 'token'>>({
    name: words.nameFirst,
    accountId: '',
    baseUrl: cloudflareBaseUrl,
  })
  const [isChecked, setIsChecked] = useState(false)
  const isAccountWrong = !/^[0-9a-f]{32}$/.test(draft.accountId)
  const change = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const connect = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setIsChecked(true)
    if (!isAccountWrong) onConnect({ ...draft, name: draft.name.trim(), token: secretIn(event.currentTarget, 'token') })
  }
  return (
    <form className="form" onSubmit={connect}>
      <TextInput
        label={words.name}
        description={words.nameHint}
        required
        disabled={isKept}
        value={draft.name}
        onChange={event => change({ name: event.target.value })}
      />
      <TextInput
        label={words.accountId}
        description={words.accountHint}
        required
        disabled={isKept}
        spellCheck={false}
        autoComplete="off"
        value={draft.accountId}
        onChange={event => change({ accountId: event.target.value.trim().toLowerCase() })}
        error={isChecked && isAccountWrong ? words.accountWrong : undefined}
      />
      <p>{words.permission}</p>
      <PermissionRow />
      <SecretInput name="token" label={words.token} description={words.tokenHint} />
      <Disclosure label={words.elsewhere}>
        <TextInput
          label={words.baseUrl}
          disabled={isKept}
          value={draft.baseUrl}
          onChange={event => change({ baseUrl: event.target.value.trim() })}
        />
      </Disclosure>
      {trouble}
      <div className="form-buttons">
        <Button onClick={onCancel}>{isKept ? words.remove : words.cancel}</Button>
        <Button type="submit" variant="filled" loading={isAsking}>
          {words.verify}
        </Button>
      </div>
    </form>
  )
}
