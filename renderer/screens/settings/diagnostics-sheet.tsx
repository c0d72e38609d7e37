import { Button } from '@mantine/core'
import { useEffect, useState } from 'react'
import { type Diagnostics, diagnosticsText, type Outcome } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { saveText } from '../../actions/save-text.ts'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'

/** Shows all that is to be saved, then saves exactly that. */
export function DiagnosticsSheet() {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.diagnostics
  const [answer, setAnswer] = useState<Outcome<Diagnostics> | null>(null)
  useEffect(() => void desk.bridge.describeAll({}).then(setAnswer), [desk])
  const written = answer?.ok === true ? diagnosticsText(answer.value) : null
  return (
    <FloatingSheet title={words.title} size={760} onClose={() => desk.open(null)}>
      <div className="form">
        <div className="diagnostics-lists">
          <PlainList title={words.inIt} lines={words.inItList} />
          <PlainList title={words.leftOut} lines={words.leftOutList} />
        </div>
        {answer?.ok === false ? (
          <ProblemNote
            {...text.problem(answer.problem)}
            code={answer.problem.code}
            onCopyCode={() => void copyText(desk, JSON.stringify(answer.problem), 0)}
          />
        ) : (
          <pre className="diagnostics-text" role="region" aria-label={words.preview} tabIndex={0}>
            {written ?? words.asking}
          </pre>
        )}
        <div className="form-buttons">
          <Button disabled={written === null} onClick={() => written !== null && void copyText(desk, written, 0)}>
            {words.copy}
          </Button>
          <Button
            variant="filled"
            data-autofocus
            disabled={written === null}
            onClick={() => written !== null && answer?.ok === true && saveText(nameAt(answer.value.at), written)}
          >
            {words.save}
          </Button>
        </div>
      </div>
    </FloatingSheet>
  )
}

const nameAt = (at: number) =>
  `hotfolder-diagnostics-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}.json`

function PlainList({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
