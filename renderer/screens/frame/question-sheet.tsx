import { Button } from '@mantine/core'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import type { Format } from '../../format/format.ts'
import type { Desk } from '../../state/desk.ts'
import type { Question } from '../../state/ui.ts'
import { useDesk } from '../../state/use-desk.ts'
import type { Text } from '../../text/en.ts'
import { useLanguage } from '../../text/language.ts'

/** Asks before anything that cannot be taken back. */
export function QuestionSheet({ question }: { question: Question }) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const words = wordsFor(question, text.questions, format)
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

function wordsFor(question: Question, words: Text['questions'], format: Format) {
  switch (question.kind) {
    case 'cancelJobs':
    case 'cancelAll':
      return words.cancelJobs(question.count, format.count(question.count))
    case 'removeFolder':
      return words.removeFolder(question.path)
    case 'removeProfile':
      return words.removeProfile(question.profile)
    case 'deleteKey':
      return words.deleteKey(question.key, question.profile, question.isLast)
    default:
      return question satisfies never
  }
}

function carryOut({ bridge }: Desk, question: Question) {
  switch (question.kind) {
    case 'cancelJobs':
      return bridge.cancelJobs({ jobs: [...question.jobs] })
    case 'cancelAll':
      return bridge.cancelJobs({ all: true })
    case 'removeFolder':
      return bridge.removeFolder({ folder: question.folder })
    case 'removeProfile':
      return bridge.removeProfile({ profile: question.profile })
    case 'deleteKey':
      return bridge.deleteSigningKey({ profile: question.profile, key: question.key })
    default:
      return question satisfies never
  }
}
