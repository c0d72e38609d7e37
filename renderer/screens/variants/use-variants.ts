import { useCallback, useEffect, useState } from 'react'
import type { ProfileName } from '../../../preload/contract/index.ts'
import { useDesk, useUi } from '../../state/use-desk.ts'
import type { Ui } from '../../state/ui.ts'
import { variantDeskOf, type VariantDesk, variantsRead } from '../../state/variant-desk.ts'

const variantsOf = (ui: Ui) => ui.variants

/** The variants of this account: read when the screen opens, and again when asked. */
export function useVariants(profile: ProfileName): {
  variants: VariantDesk
  change(make: (now: VariantDesk) => VariantDesk): void
  readAgain(): void
} {
  const { ui, variants: shelf } = useDesk()
  const variants = useUi(variantsOf)
  const [turn, setTurn] = useState(0)
  const change = useCallback(
    (make: (now: VariantDesk) => VariantDesk) =>
      ui.change(now => ({ ...now, variants: make(variantDeskOf(now.variants, profile)) })),
    [ui, profile],
  )
  useEffect(() => {
    let isOver = false
    change(now => now)
    const read = async () => {
      shelf.forget(profile)
      const listed = await shelf.read(profile)
      if (isOver) return
      if (listed.ok) change(now => variantsRead(now, profile, listed.value))
      else change(now => ({ ...now, refused: listed.problem }))
    }
    void read()
    return () => {
      isOver = true
    }
  }, [shelf, change, profile, turn])
  return { variants: variantDeskOf(variants, profile), change, readAgain: () => setTurn(now => now + 1) }
}
