import { useEffect, useRef, useState } from 'react'
import type { AccountUse, ProfileName } from '../../../preload/contract/index.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'

/** A call to the service each time. */
const askEveryMs = 15_000

const deliveredOf = (view: View) => view.queue.counts.delivered

type Known = { profile: ProfileName; use: AccountUse; at: number; delivered: number }

/** Images kept and allowed: asked for at most every quarter of a minute, and only when something was delivered; null where it is not known. */
export function useAccountUse(profile: ProfileName | undefined): AccountUse | null {
  const desk = useDesk()
  const delivered = useView(deliveredOf)
  const [known, setKnown] = useState<Known | null>(null)
  const latest = useRef(delivered)
  latest.current = delivered

  const mine = known !== null && known.profile === profile ? known : null
  const isOld = mine?.delivered !== delivered
  const nextAt = mine === null ? 0 : mine.at + askEveryMs
  useEffect(() => {
    if (profile === undefined || !isOld) return undefined
    const ask = async () => {
      const use = await desk.bridge.accountUse({ profile })
      // Where the account cannot be asked nothing is shown; uploads tell why.
      if (use.ok) setKnown({ profile, use: use.value, at: Date.now(), delivered: latest.current })
    }
    const waiting = setTimeout(() => void ask(), Math.max(0, nextAt - Date.now()))
    return () => clearTimeout(waiting)
  }, [desk, profile, isOld, nextAt])

  return mine?.use ?? null
}
