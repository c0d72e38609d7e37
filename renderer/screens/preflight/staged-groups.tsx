import { type ReactNode, useId, useState } from 'react'
import type { StagedGroup, StagedView } from '../../../preload/contract/index.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import type { Tone } from '../../parts/tone-words.tsx'
import { useLanguage } from '../../text/language.ts'

/** The photos of a batch by what becomes of them; each group opens to its names. */
export function StagedGroups({ staged }: { staged: StagedView }) {
  const { text, format } = useLanguage()
  const words = text.preflight
  const { ready, held, duplicates, underWay, leftOut, judging, complete } = staged
  return (
    <div className="preflight-groups">
      <Group tone="good" icon="check" group={ready} name={words.ready(ready.count, format.count(ready.count))} />
      {held.map(group => (
        <Group
          key={group.rule}
          tone="warn"
          icon="stop"
          group={group}
          name={words.held[group.rule](group.count, format.count(group.count))}
          note={words.heldStay}
        />
      ))}
      <Group
        tone="quiet"
        icon="copy"
        group={duplicates}
        name={words.duplicates(duplicates.count, format.count(duplicates.count))}
        note={words.duplicatesStay}
      />
      <Group
        tone="quiet"
        icon="clock"
        group={underWay}
        name={words.underWay(underWay.count, format.count(underWay.count))}
        note={words.underWayStay}
      />
      {leftOut > 0 && <p className="quiet">{text.toasts.leftOut(leftOut, format.count(leftOut))}</p>}
      <p className="quiet" role="status">
        {judging > 0 || !complete
          ? words.looking(judging, format.count(judging))
          : ready.count === 0
            ? words.nothing
            : ''}
      </p>
    </div>
  )
}

type GroupProps = { tone: Tone; icon: IconName; name: string; group: StagedGroup; note?: string }

function Group({ tone, icon, name, group, note }: GroupProps): ReactNode {
  const { text, format } = useLanguage()
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  if (group.count === 0) return null
  const more = group.count - group.names.length
  return (
    <div className="preflight-group">
      <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={() => setIsOpen(!isOpen)}>
        <span className="state" data-tone={tone}>
          <Icon name={icon} /> {name}
        </span>
        <span className="quiet">{format.bytes(group.bytes)}</span>
        <Icon name="right" size={12} />
      </button>
      <div id={id} hidden={!isOpen}>
        {note !== undefined && <p className="quiet">{note}</p>}
        <ul>
          {group.names.map((one, at) => (
            <li key={`${at} ${one}`} className="cut">
              {one}
            </li>
          ))}
          {more > 0 && <li className="quiet">{text.preflight.moreNames(format.count(more))}</li>}
        </ul>
      </div>
    </div>
  )
}
