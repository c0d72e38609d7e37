import { useState } from 'react'
import { QuietHours as ValidHours, type QuietHours } from '../../../preload/contract/index.ts'
import { LimitControls } from '../../parts/limit-controls.tsx'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'
import { useLanguage } from '../../text/language.ts'
import { QuietControls } from './quiet-controls.tsx'

const queueOf = (view: View) => view.queue
const hoursOf = (view: View) => view.preferences.quietHours

const usualHours: QuietHours = { from: '22:00', to: '07:00', bytesPerSecond: null }

/** Wires the limits and the quiet hours. */
export function SendingSection() {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.howFast
  const queue = useView(queueOf)
  const kept = useView(hoursOf)
  // What is being written may make no sense yet, and hours that are switched off are not forgotten.
  const [draft, setDraft] = useState<QuietHours | null>(null)
  const hours = draft ?? kept ?? usualHours

  const change = (next: QuietHours) => {
    setDraft(next)
    if (ValidHours.safeParse(next).success) desk.prefer({ quietHours: next })
  }
  return (
    <>
      <div className="setting setting-tall">
        <div>
          <h3>{words.limits}</h3>
          <p className="quiet">{words.limitsHint}</p>
        </div>
        <div className="form setting-fields">
          <LimitControls
            bytesPerSecond={queue.bytesPerSecondLimit}
            concurrency={queue.concurrency}
            onChange={limits => void desk.attempt(desk.bridge.setLimits(limits))}
          />
        </div>
      </div>
      <div className="setting setting-tall">
        <div>
          <h3>{words.quiet}</h3>
          <p className="quiet">{words.quietHint}</p>
        </div>
        <QuietControls
          isOn={kept !== null}
          hours={hours}
          now={queue.quiet}
          onSwitch={isOn => desk.prefer({ quietHours: isOn ? hours : null })}
          onChange={change}
        />
      </div>
    </>
  )
}
