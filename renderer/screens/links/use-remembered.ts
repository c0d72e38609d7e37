import { useEffect, useState } from 'react'
import type { ProfileName } from '../../../preload/contract/index.ts'
import type { AccountShelf } from '../../state/account-shelf.ts'
import { useDesk } from '../../state/use-desk.ts'

/** What an account has, as it was read last, and anew where that is a while ago. Null until it was read. */
export function useRemembered<T>(shelf: AccountShelf<T>, profile: ProfileName): T | null {
  const desk = useDesk()
  const [known, setKnown] = useState(() => shelf.last(profile))
  useEffect(() => {
    let isWanted = true
    setKnown(shelf.last(profile))
    void shelf.read(profile).then(read => {
      if (!isWanted) return
      if (read.ok) setKnown(read.value)
      else desk.tell({ kind: 'problem', problem: read.problem })
    })
    return () => {
      isWanted = false
    }
  }, [desk, shelf, profile])
  return known
}
