import { Button } from '@mantine/core'
import { carryOutDeletion } from '../../actions/variant-actions.ts'
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
  const words = wordsOf(question, text.questions, format)
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

function wordsOf(question: Question, words: Text['questions'], format: Format) {
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
    case 'deleteVariant':
      return words.deleteVariant(question.variant, question.count, format.count(question.count))
    default:
      return question satisfies never
  }
}

function carryOut(desk: Desk, question: Question) {
  const { bridge } = desk
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
    case 'deleteVariant':
      return carryOutDeletion(desk, question.profile, question.variant)
    default:
      return question satisfies never
  }
}
