import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef } from 'react'
import type { StagedGroup, StagedView } from '../../../preload/contract/index.ts'
import { Facts } from '../../parts/facts.tsx'
import { Icon, type IconName } from '../../parts/icon.tsx'
import type { Tone } from '../../parts/tone-words.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  staged: StagedView
  /** Calls that are left to the account; null where nobody knows. */
  callsLeft: number | null
  /** Bytes per second this line can do; null where nobody knows. */
  speed: number | null
  isSending: boolean
  onSend(): void
  onGiveUp(): void
  onLater(): void
}

/** What preflight says of the photos that were picked, before anything is sent. */
export function Preflight({ staged, callsLeft, speed, isSending, onSend, onGiveUp, onLater }: Props) {
  const { text, format } = useLanguage()
  const words = text.preflight
  const { ready, held, duplicates, underWay, judging, complete } = staged
  const send = useRef<HTMLButtonElement>(null)
  // Enter sends, once there is something to send; a person who is elsewhere on the sheet is left there.
  useEffect(() => {
    const at = document.activeElement
    if (complete && at?.closest('.preflight') === null) send.current?.focus()
  }, [complete])
  const isNothing = complete && ready.count === 0
  const calls = format.count(staged.calls)
  const seconds = speed === null || speed === 0 ? null : ready.bytes / speed
  return (
    <div className="preflight">
      <div className="preflight-groups">
        <Group tone="good" icon="check" group={ready} name={words.ready(ready.count, format.count(ready.count))} />
        {held.map(group => (
          <Group
            key={group.rule}
            tone="warn"
            icon="stop"
            group={group}
            name={words.held[group.rule](group.count, format.count(group.count))}
          />
        ))}
        <Group
          tone="quiet"
          icon="copy"
          group={duplicates}
          name={words.duplicates(duplicates.count, format.count(duplicates.count))}
        />
        <Group
          tone="quiet"
          icon="clock"
          group={underWay}
          name={words.underWay(underWay.count, format.count(underWay.count))}
        />
        <p className="quiet" role="status">
          {judging > 0 || !complete ? words.looking(judging, format.count(judging)) : isNothing ? words.nothing : ''}
        </p>
      </div>
      <div className="preflight-sums">
        <Facts
          rows={[
            [words.bytes, format.bytes(ready.bytes)],
            [words.calls, callsLeft === null ? calls : words.callsOf(calls, format.count(callsLeft))],
            [words.time, seconds === null ? words.timeUnknown : words.timeAbout(format.timeLeft(seconds))],
            [words.profile, staged.profile],
            // What is dropped here is sent as the service does it when nothing is said.
            [words.access, text.inspector.public],
          ]}
        />
        {held.length > 0 && <p className="quiet">{words.heldStay}</p>}
      </div>
      <div className="form-buttons">
        {!isNothing && (
          <>
            <Button variant="subtle" onClick={onGiveUp}>
              {words.giveUp}
            </Button>
            <Button onClick={onLater}>{words.later}</Button>
          </>
        )}
        {isNothing ? (
          <Button ref={send} variant="filled" onClick={onGiveUp}>
            {words.done}
          </Button>
        ) : (
          <Button ref={send} variant="filled" loading={isSending} disabled={ready.count === 0} onClick={onSend}>
            {words.send(ready.count, format.count(ready.count))}
          </Button>
        )}
      </div>
    </div>
  )
}

type GroupProps = { tone: Tone; icon: IconName; name: string; group: StagedGroup }

/** Some photos of one fate; opens to their names. */
function Group({ tone, icon, name, group }: GroupProps): ReactNode {
  const { text, format } = useLanguage()
  if (group.count === 0) return null
  const more = group.count - group.names.length
  return (
    <details className="preflight-group">
      <summary>
        <span className="state" data-tone={tone}>
          <Icon name={icon} /> {name}
        </span>
        <span className="quiet">{format.bytes(group.bytes)}</span>
        <Icon name="down" size={12} />
      </summary>
      <ul>
        {group.names.map((one, at) => (
          <li key={`${at} ${one}`} className="cut">
            {one}
          </li>
        ))}
        {more > 0 && <li className="quiet">{text.preflight.moreNames(format.count(more))}</li>}
      </ul>
    </details>
  )
}
