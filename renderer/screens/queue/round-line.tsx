import { Meter } from '../../parts/meter.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  delivered: number
  of: number
  speed: number | null
  secondsLeft: number | null
  needYou: number
  judging: number
  isPaused: boolean
  isIdle: boolean
  deliveredInAll: number
  staged: number
  quietUntil: number | null
  isMetered: boolean
  onNeedYou(): void
  onStaged(): void
  onSendAnyway(): void
}

/** One glance, one answer. */
export function RoundLine(props: Props) {
  const { delivered, of, speed, secondsLeft, needYou, judging, isPaused, isIdle, deliveredInAll } = props
  const { staged, quietUntil, isMetered, onNeedYou, onStaged, onSendAnyway } = props
  const { text, format } = useLanguage()
  const line = text.queue.delivered(format.count(delivered), format.count(of))
  return (
    <div className="round">
      <h1 className="unseen">{text.screens.queue}</h1>
      <p className="round-line">
        {isPaused && <strong>{text.queue.paused}</strong>}
        {isIdle && !isPaused && judging === 0 && <span>{text.queue.idle}</span>}
        {isIdle ? (
          deliveredInAll > 0 && <span>{text.queue.deliveredInAll(deliveredInAll, format.count(deliveredInAll))}</span>
        ) : (
          <span>{line}</span>
        )}
        {judging > 0 && <span>{text.queue.looking(judging, format.count(judging))}</span>}
        {speed !== null && <span>{format.rate(speed)}</span>}
        {secondsLeft !== null && <span>{text.queue.left(format.timeLeft(secondsLeft))}</span>}
        {quietUntil !== null && !isPaused && <span>{text.queue.quiet(format.moment(quietUntil, quietUntil))}</span>}
        {isMetered && !isPaused && (
          <span>
            {text.queue.metered}{' '}
            <button type="button" className="bare" onClick={onSendAnyway}>
              {text.queue.sendAnyway}
            </button>
          </span>
        )}
        {staged > 0 && (
          <span>
            <button type="button" className="bare" onClick={onStaged}>
              {text.queue.staged(staged, format.count(staged))}
            </button>
          </span>
        )}
        {needYou > 0 && (
          <span>
            <button type="button" className="bare" onClick={onNeedYou}>
              {text.queue.needYou(needYou, format.count(needYou))}
            </button>
          </span>
        )}
      </p>
      <Meter thickness={3} fraction={isIdle ? 0 : delivered / of} label={line} isQuiet={isPaused} />
    </div>
  )
}
