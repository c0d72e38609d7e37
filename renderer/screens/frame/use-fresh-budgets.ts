import { useEffect } from 'react'
import { useDesk } from '../../state/use-desk.ts'

const everyMs = 10_000

/** What was spent on calls is told by nobody: it is asked for, here on this computer, while somebody looks. */
export function useFreshBudgets(): void {
  const { store } = useDesk()
  useEffect(() => {
    const asking = setInterval(() => {
      if (document.visibilityState === 'visible') void store.refreshBudgets()
    }, everyMs)
    return () => clearInterval(asking)
  }, [store])
}
