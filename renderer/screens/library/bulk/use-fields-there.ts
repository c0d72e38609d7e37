import { useEffect, useState } from 'react'
import type { ImageId } from '../../../../preload/contract/index.ts'
import { useDesk } from '../../../state/use-desk.ts'

/** More are not read for a list of names. */
const mostRead = 1_000
const settleMs = 250

/** Names of the metadata the selected images have, most frequent first; empty until they are known. Our own hash is nobody’s business here. */
export function useFieldsThere(images: readonly ImageId[]): readonly string[] {
  const { library } = useDesk()
  const [fields, setFields] = useState<readonly string[]>([])
  const key = `${images.length} ${images[0] ?? ''} ${images.at(-1) ?? ''}`
  useEffect(() => {
    let isWanted = true
    const read = async () => {
      const counts = new Map<string, number>()
      for (const { metadata } of await library.imagesOf(images.slice(0, mostRead)))
        for (const name of Object.keys(metadata)) if (name !== 'sha256') counts.set(name, (counts.get(name) ?? 0) + 1)
      if (isWanted) setFields([...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name))
    }
    const waiting = setTimeout(() => void read(), settleMs)
    return () => {
      isWanted = false
      clearTimeout(waiting)
    }
    // Another selection of the same ends and size has much the same fields.
  }, [library, key])
  return fields
}
