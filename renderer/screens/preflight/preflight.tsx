import { Button, Select } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ProfileName, StagedView } from '../../../preload/contract/index.ts'
import { readDraft, type SendingDraft } from '../../parts/sending-draft.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Icon } from '../../parts/icon.tsx'
import { AccessField, KeptFields } from '../../parts/sending-fields.tsx'
import { useLanguage } from '../../text/language.ts'
import { StagedGroups } from './staged-groups.tsx'

type Props = {
  staged: StagedView
  draft: SendingDraft
  profiles: readonly ProfileName[]
  /** Calls that are left to the account; null where nobody knows. */
  callsLeft: number | null
  /** How long it takes; null where nobody knows. */
  seconds: number | null
  isBusy: boolean
  onDraft(draft: SendingDraft): void
  onProfile(profile: ProfileName): void
  onSend(): void
  onGiveUp(): void
  onLater(): void
}

/** What preflight says of the photos that were picked, and how they are to go, before anything is sent. */
export function Preflight({ staged, draft, profiles, callsLeft, seconds, isBusy, ...told }: Props) {
  const { text, format } = useLanguage()
  const words = text.preflight
  const { ready, duplicates, complete } = staged
  const send = useRef<HTMLButtonElement>(null)
  // Enter sends, once there is something to send; a person who is elsewhere on the sheet is left there.
  useEffect(() => {
    const at = document.activeElement
    if (complete && at?.closest('.preflight') === null) send.current?.focus()
  }, [complete])
  const isNothing = complete && ready.count === 0
  const read = readDraft(draft)
  const calls = format.count(staged.calls)
  const isOverBudget = callsLeft !== null && staged.calls > callsLeft
  return (
    <div className="preflight">
      <StagedGroups staged={staged} />
      <div className="preflight-sums">
        <Facts
          rows={[
            [words.bytes, format.bytes(ready.bytes)],
            [words.calls, callsLeft === null ? calls : words.callsOf(calls, format.count(callsLeft))],
            [words.time, seconds === null ? words.timeUnknown : words.timeAbout(format.timeLeft(seconds))],
            ...(profiles.length > 1 ? [] : ([[words.profile, staged.profile]] as const)),
          ]}
        />
        {isOverBudget && (
          <p className="state preflight-note" data-tone="warn">
            <Icon name="clock" size={14} /> {words.overBudget}
          </p>
        )}
        {!isNothing && (
          <>
            {profiles.length > 1 && (
              <Select
                label={words.profile}
                allowDeselect={false}
                disabled={!complete || isBusy}
                data={profiles}
                value={staged.profile}
                onChange={profile => profile !== null && told.onProfile(profile)}
              />
            )}
            <AccessField draft={draft} onChange={told.onDraft} />
            {draft.private && duplicates.count > 0 && (
              <p className="quiet hint">{words.duplicatesPublic(duplicates.count, format.count(duplicates.count))}</p>
            )}
            <Disclosure label={words.more(draft.creator !== '' || draft.tags !== '')}>
              <div className="form">
                <KeptFields draft={draft} read={read} onChange={told.onDraft} />
              </div>
            </Disclosure>
          </>
        )}
      </div>
      <div className="form-buttons">
        {!isNothing && (
          <>
            <p className="quiet">{words.laterHint}</p>
            <Button variant="subtle" onClick={told.onGiveUp}>
              {words.giveUp}
            </Button>
            <Button onClick={told.onLater}>{words.later}</Button>
          </>
        )}
        {isNothing ? (
          <Button ref={send} variant="filled" onClick={told.onGiveUp}>
            {words.done}
          </Button>
        ) : (
          <Button
            ref={send}
            variant="filled"
            loading={isBusy}
            disabled={ready.count === 0 || read.kind !== 'read'}
            onClick={told.onSend}
          >
            {words.send(ready.count, format.count(ready.count))}
          </Button>
        )}
      </div>
    </div>
  )
}
