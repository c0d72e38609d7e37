import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../../preload/contract/index.ts'
import type { PixelSize } from '../../../format/served-size.ts'
import type { InTurn } from './at-most.ts'
import { fetchServed, type ServedPicture } from './fetch-served.ts'

/** Who only passes by fetches nothing. */
const settleMs = 200
const aheadPixels = '120px'

export type Served =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'shown'; readonly picture: ServedPicture }
  | { readonly kind: 'refused'; readonly because: Problem }

/** Fetches and measures a picture once its row is in sight; gives it back when the row goes. */
export function useServed(
  row: RefObject<Element | null>,
  source: string,
  inTurn: InTurn,
  onMeasured: (size: PixelSize) => void,
): { served: Served; tryAgain(): void } {
  const [served, setServed] = useState<Served>({ kind: 'waiting' })
  const [tries, setTries] = useState(0)
  const tell = useRef(onMeasured)
  tell.current = onMeasured

  useEffect(() => {
    const leaving = new AbortController()
    let address: string | null = null
    let settling: ReturnType<typeof setTimeout> | undefined
    setServed({ kind: 'waiting' })

    async function load(): Promise<void> {
      const answer = await inTurn(leaving.signal, () => fetchServed(source, leaving.signal))
      if (answer === undefined) return
      if (leaving.signal.aborted) {
        if (answer.ok) URL.revokeObjectURL(answer.value.address)
        return
      }
      if (!answer.ok) return setServed({ kind: 'refused', because: answer.problem })
      ;({ address } = answer.value)
      setServed({ kind: 'shown', picture: answer.value })
      tell.current(answer.value)
    }

    const sight = new IntersectionObserver(
      ([seen]) => {
        clearTimeout(settling)
        if (seen?.isIntersecting !== true) return
        settling = setTimeout(() => {
          sight.disconnect()
          void load()
        }, settleMs)
      },
      { rootMargin: aheadPixels },
    )
    if (row.current !== null) sight.observe(row.current)
    return () => {
      clearTimeout(settling)
      sight.disconnect()
      leaving.abort()
      if (address !== null) URL.revokeObjectURL(address)
    }
  }, [row, source, inTurn, tries])

  return { served, tryAgain: useCallback(() => setTries(count => count + 1), []) }
}
