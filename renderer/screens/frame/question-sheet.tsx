import { Button } from '@mantine/core'
import { changeImages, deleteImages } from '../../actions/bulk-orders.ts'
import { changeAccess, deleteImage } from '../../actions/image-actions.ts'
import { inLots } from '../../actions/in-lots.ts'
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
  const words = wordsOf(question, text, format)
  const close = () => desk.open(null)
  const answer = () => {
    close()
    carryOut(desk, question)
  }
  return (
    <FloatingSheet title={words.title} onClose={close}>
      <p>{words.advice}</p>
      {question.kind === 'changeAccess' && question.leftOut > 0 && (
        <p className="quiet">{text.imageQuestions.leftOut(question.leftOut, format.count(question.leftOut))}</p>
      )}
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

function wordsOf(question: Question, { questions, imageQuestions, image }: Text, format: Format) {
  switch (question.kind) {
    case 'removeFolder':
      return questions.removeFolder(question.path)
    case 'cancelJobs':
    case 'cancelAll':
      return questions.cancelJobs(question.count, format.count(question.count))
    case 'removeProfile':
      return questions.removeProfile(question.profile)
    case 'deleteKey':
      return questions.deleteKey(question.key, question.profile, question.isLast)
    case 'deleteVariant':
      return questions.deleteVariant(question.variant, question.count, format.count(question.count))
    case 'deleteImages':
      return imageQuestions.delete(question.images.length, format.count(question.images.length))
    case 'changeImageAccess':
      return question.isPrivate ? image.questions.makePrivate : image.questions.makePublic
    case 'deleteImage':
      return image.questions.remove(question.name)
    case 'changeAccess': {
      const ask = question.private ? imageQuestions.makePrivate : imageQuestions.makePublic
      return ask(question.images.length, format.count(question.images.length))
    }
    default:
      return question satisfies never
  }
}

function carryOut(desk: Desk, question: Question): void {
  const { bridge, attempt } = desk
  switch (question.kind) {
    case 'cancelJobs':
      return void inLots(desk, question.jobs, jobs => bridge.cancelJobs({ jobs }))
    case 'cancelAll':
      return void attempt(bridge.cancelJobs({ all: true }))
    case 'removeFolder':
      return void attempt(bridge.removeFolder({ folder: question.folder }))
    case 'removeProfile':
      return void attempt(bridge.removeProfile({ profile: question.profile }))
    case 'deleteKey':
      return void attempt(bridge.deleteSigningKey({ profile: question.profile, key: question.key }))
    case 'deleteVariant':
      return void attempt(carryOutDeletion(desk, question.profile, question.variant))
    case 'deleteImages':
      return deleteImages(desk, question.profile, question.images)
    case 'changeAccess':
      return changeImages(desk, question.profile, question.images, { private: question.private })
    case 'changeImageAccess':
      return void attempt(changeAccess(desk, question.image, question.isPrivate))
    case 'deleteImage':
      return void attempt(deleteImage(desk, question.image))
    default:
      return question satisfies never
  }
}
