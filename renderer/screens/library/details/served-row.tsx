import { useRef } from 'react'
import type { PixelSize } from '../../../format/served-size.ts'
import { Icon } from '../../../parts/icon.tsx'
import { useLanguage } from '../../../text/language.ts'
import type { InTurn } from './at-most.ts'
import { useServed } from './use-served.ts'

type Props = {
  variant: string
  source: string
  isChosen: boolean
  /** Seen by everybody though the image is private. */
  isOpen: boolean
  inTurn: InTurn
  onMeasured(variant: string, size: PixelSize): void
  onChoose(variant: string): void
  onCopy(variant: string): void
}

const formatOf = (type: string) => type.replace('image/', '').replace('+xml', '').toUpperCase()

/** One variant: the picture that came, how large it is, and what it weighs. */
export function ServedRow({ variant, source, isChosen, isOpen, inTurn, onMeasured, onChoose, onCopy }: Props) {
  const { text, format } = useLanguage()
  const words = text.image
  const row = useRef<HTMLLIElement>(null)
  const { served, tryAgain } = useServed(row, source, inTurn, size => onMeasured(variant, size))
  return (
    <li ref={row} className="served-row">
      <button
        type="button"
        className="served-choice"
        aria-pressed={isChosen}
        aria-label={words.chooseVariant(variant)}
        onClick={() => onChoose(variant)}
      >
        <span className="served-picture">
          {served.kind === 'shown' && <img src={served.picture.address} alt="" draggable={false} />}
          {served.kind === 'refused' && <Icon name="alert" />}
        </span>
        <span className="served-words">
          <span className="cut">{variant}</span>
          {served.kind === 'waiting' && <span className="quiet">{words.measuring}</span>}
          {served.kind === 'refused' && <span className="served-refused">{text.problem(served.because).title}</span>}
          {served.kind === 'shown' && (
            <>
              <span className="served-size">
                {words.sides(format.count(served.picture.width), format.count(served.picture.height))}
              </span>
              <span className="quiet">
                {format.kilobytes(served.picture.bytes)} · {formatOf(served.picture.type)}
                {isOpen && ` · ${words.alwaysPublic}`}
              </span>
            </>
          )}
        </span>
      </button>
      {served.kind === 'refused' ? (
        <button type="button" className="bare" aria-label={`${words.again}: ${variant}`} onClick={tryAgain}>
          <Icon name="retry" size={14} />
        </button>
      ) : (
        <button
          type="button"
          className="bare"
          aria-label={`${text.queue.copyLink}: ${variant}`}
          onClick={() => onCopy(variant)}
        >
          <Icon name="copy" size={14} />
        </button>
      )}
    </li>
  )
}
