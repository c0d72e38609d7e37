import { SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type LogLevel, logText } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { LogList } from './log-list.tsx'
import { useLog } from './use-log.ts'

const levelsOf = {
  all: ['info', 'warn', 'error'],
  troubles: ['warn', 'error'],
  errors: ['error'],
} as const satisfies Record<string, readonly LogLevel[]>
const choices = ['all', 'troubles', 'errors'] as const

/** Wires the log: what happened, by weight and by text, and what happens next. */
export function LogSection() {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const words = text.log
  const [weight, setWeight] = useState<keyof typeof levelsOf>('all')
  const [wanted, setWanted] = useState('')
  const [isFollowing, setIsFollowing] = useState(true)
  const log = useLog({ levels: levelsOf[weight], text: wanted.trim() }, isFollowing)
  const { lines, isReading, problem } = log
  return (
    <>
      <p className="quiet">{words.lead}</p>
      <div className="log-bar">
        <SegmentedControl
          aria-label={words.show}
          value={weight}
          onChange={setWeight}
          data={choices.map(value => ({ value, label: words.levels[value] }))}
        />
        <TextInput
          type="search"
          aria-label={words.find}
          placeholder={words.find}
          leftSection={<Icon name="search" size={14} />}
          maxLength={200}
          value={wanted}
          onChange={event => setWanted(event.target.value)}
        />
        <Switch label={words.follow} checked={isFollowing} onChange={event => setIsFollowing(event.target.checked)} />
      </div>
      {problem === null ? (
        <LogList
          lines={lines}
          isFollowing={isFollowing}
          isReading={isReading}
          hasOlder={log.older !== null}
          onOlder={log.readOlder}
        />
      ) : (
        <ProblemNote
          {...text.problem(problem)}
          code={problem.code}
          onCopyCode={() => void copyText(desk, JSON.stringify(problem), 0)}
        />
      )}
      <div className="log-bar">
        <p className="quiet" role="status">
          {isReading ? words.reading : words.lines(lines.length, format.count(lines.length))}
        </p>
        <ActionButton
          icon="copy"
          label={words.copy}
          isDisabled={lines.length === 0}
          onPress={() => void copyText(desk, lines.map(logText).join('\n'), 0)}
        />
      </div>
    </>
  )
}
