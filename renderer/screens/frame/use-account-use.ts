import { useEffect, useRef, useState } from 'react'
import type { AccountUse, ProfileName, ProfileView } from '../../../preload/contract/index.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'

/** A call to the service each time; the local cloud has no budget that people would notice. */
const askEveryMs = { cloudflare: 15_000, local: 1_000 } as const

const deliveredOf = (view: View) => view.queue.counts.delivered
const changesOf = (view: View) => view.libraryChanges

type Known = { profile: ProfileName; use: AccountUse; delivered: number; changes: number }

/** Images kept and allowed: asked for now and then, and only when something was delivered, deleted or found on the account; null where it is not known. */
export function useAccountUse(active: ProfileView | undefined): AccountUse | null {
  const profile = active?.name
  const kind = active?.account.kind ?? 'cloudflare'
  const desk = useDesk()
  const delivered = useView(deliveredOf)
  const changes = useView(changesOf)
  const [known, setKnown] = useState<Known | null>(null)
  const [asked, setAsked] = useState<{ profile: ProfileName; at: number } | null>(null)
  const latest = useRef({ delivered, changes })
  latest.current = { delivered, changes }

  const mine = known !== null && known.profile === profile ? known : null
  const isOld = mine?.delivered !== delivered || mine.changes !== changes
  const nextAt = asked !== null && asked.profile === profile ? asked.at + askEveryMs[kind] : 0
  useEffect(() => {
    if (profile === undefined || !isOld) return undefined
    const ask = async () => {
      // What changes while the account is asked may not be in its answer.
      const asOf = latest.current
      const use = await desk.bridge.accountUse({ profile })
      // Where it did not answer it is asked again in its time, and nothing is said: uploads tell why.
      setAsked({ profile, at: Date.now() })
      if (use.ok) setKnown({ profile, use: use.value, ...asOf })
    }
    const waiting = setTimeout(() => void ask(), Math.max(0, nextAt - Date.now()))
    return () => clearTimeout(waiting)
  }, [desk, profile, isOld, nextAt])

  return mine?.use ?? null
}
