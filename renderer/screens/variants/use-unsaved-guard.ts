import { useEffect } from 'react'
import { useUi } from '../../state/use-desk.ts'
import { hasDrafts } from '../../state/variant-desk.ts'
import type { Ui } from '../../state/ui.ts'

const isUnsaved = (ui: Ui) => hasDrafts(ui.variants)

/** The browser asks before the page goes away with what is not saved. Other screens keep it. */
export function useUnsavedGuard(): void {
  const isGuarded = useUi(isUnsaved)
  useEffect(() => {
    if (!isGuarded) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isGuarded])
}
