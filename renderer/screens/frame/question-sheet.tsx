import { Button } from '@mantine/core'
import { changeAccess, deleteImage } from '../../actions/image-actions.ts'
import type { Format } from '../../format/format.ts'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import type { Desk } from '../../state/desk.ts'
import type { Question } from '../../state/ui.ts'
import { useDesk } from '../../state/use-desk.ts'
import type { Text } from '../../text/en.ts'
import { useLanguage } from '../../text/language.ts'

/** Asks before anything that cannot be taken back. */
export function QuestionSheet({ question }: { question: Question }) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const words = wordsOf(question, text, format)
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

function wordsOf(question: Question, text: Text, format: Format) {
  const { makePrivate, makePublic, remove } = text.image.questions
  switch (question.kind) {
    case 'removeFolder':
      return text.questions.removeFolder(question.path)
    case 'changeAccess':
      return question.isPrivate ? makePrivate : makePublic
    case 'deleteImage':
      return remove(question.name)
    case 'cancelJobs':
    case 'cancelAll':
      return text.questions.cancelJobs(question.count, format.count(question.count))
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
    case 'changeAccess':
      return changeAccess(desk, question.image, question.isPrivate)
    case 'deleteImage':
      return deleteImage(desk, question.image)
    default:
      return question satisfies never
  }
}
