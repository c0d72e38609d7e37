import { Button } from '@mantine/core'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import type { Desk } from '../../state/desk.ts'
import type { Question } from '../../state/ui.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'

/** Asks before anything that cannot be taken back. */
export function QuestionSheet({ question }: { question: Question }) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const words =
    question.kind === 'removeFolder'
      ? text.questions.removeFolder(question.path)
      : text.questions.cancelJobs(question.count, format.count(question.count))
  const close = () => desk.open(null)
  const answer = () => {
    close()
    void desk.attempt(carryOut(desk, question))
  }
  return (
    <FloatingSheet title={words.title} onClose={close}>
      <p>{words.advice}</p>
      <div className="form-buttons">
        <Button data-autofocus onClick={close}>
          {text.questions.no}
        </Button>
        <Button variant="filled" onClick={answer}>
          {words.yes}
        </Button>
      </div>
    </FloatingSheet>
  )
}

function carryOut({ bridge }: Desk, question: Question) {
  switch (question.kind) {
    case 'cancelJobs':
      return bridge.cancelJobs({ jobs: [...question.jobs] })
    case 'cancelAll':
      return bridge.cancelJobs({ all: true })
    case 'removeFolder':
      return bridge.removeFolder({ folder: question.folder })
    default:
      return question satisfies never
  }
}
