import { NumberInput, SegmentedControl, Switch, TextInput } from '@mantine/core'
import type { QuietHours, QuietView, TimeOfDay } from '../../../preload/contract/index.ts'
import { useLanguage } from '../../text/language.ts'

type Props = {
  isOn: boolean
  hours: QuietHours
  /** What holds at this moment. */
  now: QuietView | null
  onSwitch(isOn: boolean): void
  onChange(hours: QuietHours): void
}

const usualRate = 1_000_000

/** When uploads keep quiet, and how quiet; says what holds now. */
export function QuietControls({ isOn, hours, now, onSwitch, onChange }: Props) {
  const { text } = useLanguage()
  const words = text.howFast
  const { from, to, bytesPerSecond } = hours
  return (
    <div className="quiet-hours">
      <Switch label={words.on} checked={isOn} onChange={event => onSwitch(event.target.checked)} />
      {isOn && (
        <>
          <div className="quiet-times">
            <TextInput
              type="time"
              label={words.from}
              value={from}
              onChange={event => onChange({ ...hours, from: event.target.value })}
            />
            <TextInput
              type="time"
              label={words.to}
              value={to}
              onChange={event => onChange({ ...hours, to: event.target.value })}
            />
          </div>
          {from === to && (
            <p role="alert" className="state" data-tone="bad">
              {words.same}
            </p>
          )}
          <div className="quiet-times">
            <SegmentedControl
              aria-label={words.what}
              value={bytesPerSecond === null ? 'pause' : 'slow'}
              onChange={how => onChange({ ...hours, bytesPerSecond: how === 'pause' ? null : usualRate })}
              data={[
                { value: 'pause', label: words.pause },
                { value: 'slow', label: words.slow },
              ]}
            />
            {bytesPerSecond !== null && (
              <NumberInput
                aria-label={words.most}
                prefix={`${words.most} `}
                suffix=" MB/s"
                min={0.1}
                max={10_000}
                decimalScale={1}
                value={bytesPerSecond / 1e6}
                onChange={value =>
                  Number(value) > 0 &&
                  onChange({ ...hours, bytesPerSecond: Math.max(1_000, Math.round(Number(value) * 1e6)) })
                }
              />
            )}
          </div>
        </>
      )}
      <p role="status" className="quiet">
        <QuietNow isOn={isOn} from={from} now={now} />
      </p>
    </div>
  )
}

function QuietNow({ isOn, from, now }: { isOn: boolean; from: string; now: QuietView | null }) {
  const { text, format } = useLanguage()
  const words = text.howFast
  if (!isOn) return words.off
  if (now === null) return words.later(format.moment(...todayAt(from)))
  const until = format.moment(now.until, now.until)
  return now.bytesPerSecond === null ? words.nowPaused(until) : words.nowSlow(until, format.rate(now.bytesPerSecond))
}

/** That hour of today, seen from today. */
function todayAt(time: TimeOfDay): [at: number, now: number] {
  const at = new Date()
  at.setHours(Number(time.slice(0, 2)), Number(time.slice(3)), 0, 0)
  return [at.getTime(), at.getTime()]
}
