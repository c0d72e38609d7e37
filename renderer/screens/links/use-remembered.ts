import { useCallback, useEffect, useState } from 'react'
import type { Problem, ProfileName } from '../../../preload/contract/index.ts'
import type { AccountShelf } from '../../state/account-shelf.ts'

/** `known` null: not read yet, or it could not be. `problem`: why it is not as it is now. */
export type Remembered<T> = { readonly known: T | null; readonly problem: Problem | null }

/** What an account has, as it was read last, and anew where that is a while ago. */
export function useRemembered<T>(
  shelf: AccountShelf<T>,
  profile: ProfileName,
): Remembered<T> & { readonly readAgain: () => void } {
  const [state, setState] = useState<Remembered<T>>(() => ({ known: shelf.last(profile), problem: null }))
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isWanted = true
    setState({ known: shelf.last(profile), problem: null })
    void shelf.read(profile).then(read => {
      if (!isWanted) return
      setState(read.ok ? { known: read.value, problem: null } : { known: shelf.last(profile), problem: read.problem })
    })
    return () => {
      isWanted = false
    }
  }, [shelf, profile, tries])
  return { ...state, readAgain: useCallback(() => setTries(count => count + 1), []) }
}
