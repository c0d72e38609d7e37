import { useEffect } from 'react'
import { useDesk } from '../../state/use-desk.ts'

const everyMs = 5_000

/** What was spent on calls and found in folders is told by nobody: it is asked for, here on this computer, while somebody looks. */
export function useFreshSums(): void {
  const { store } = useDesk()
  useEffect(() => {
    const asking = setInterval(() => {
      if (document.visibilityState === 'visible') void store.refreshSums()
    }, everyMs)
    return () => clearInterval(asking)
  }, [store])
}
