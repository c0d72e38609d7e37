import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import type { Narrowing } from '../../state/narrowing.ts'
import { useUi } from '../../state/use-desk.ts'

/** A search of many photos takes the engine a moment: it is asked once the fingers rest. */
const restMs = 150

/** What the person wants to see of a list, a moment after they last changed it. */
export function useNarrowing(): Narrowing {
  const filter = useUi(ui => ui.filter).trim()
  const within = useUi(ui => ui.within)
  const reason = useUi(ui => ui.reason)
  const [text] = useDebouncedValue(filter, restMs)
  return useMemo(
    () => ({
      ...(text === '' ? {} : { text }),
      ...(within === undefined ? {} : { folder: within }),
      ...(reason === null ? {} : { because: reason }),
    }),
    [text, within, reason],
  )
}
