import { Switch } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { AppStanding, Outcome } from '../../../preload/contract/index.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import type { Native } from '../../state/host.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'

/** Wires how the app stands in the system; for the desktop only. */
export function AppSection({ native }: { native: Native }) {
  const desk = useDesk()
  const { text } = useLanguage()
  const words = text.app
  const [standing, setStanding] = useState<AppStanding | null>(null)
  useEffect(() => {
    void native.readApp().then(read => {
      if (read.ok) setStanding(read.value)
      else desk.tell({ kind: 'problem', problem: read.problem })
    })
  }, [desk, native])
  const take = (answer: Outcome<AppStanding>) => {
    if (answer.ok) setStanding(answer.value)
    else desk.tell({ kind: 'problem', problem: answer.problem })
  }
  if (standing === null) return null
  const { isInstalled, startsAtLogin } = standing
  return (
    <>
      <Switch
        label={words.startAtLogin}
        description={isInstalled ? words.startAtLoginHint : words.notInstalled}
        disabled={!isInstalled}
        checked={startsAtLogin}
        onChange={event => void native.startAtLogin(event.target.checked).then(take)}
      />
      <p className="quiet">{words.updatesHint}</p>
      <div className="section-buttons">
        <ActionButton label={words.updates} onPress={() => void desk.attempt(native.lookForUpdates())} />
      </div>
    </>
  )
}
