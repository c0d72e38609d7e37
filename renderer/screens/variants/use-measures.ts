import { useEffect, useState } from 'react'
import type { Image, MeasuredOriginal, Outcome, ProfileName } from '../../../preload/contract/index.ts'
import { useDesk } from '../../state/use-desk.ts'

export type Measured = Outcome<MeasuredOriginal>

const keyOf = (profile: ProfileName, { id, uploadedAt }: Image) => JSON.stringify([profile, id, uploadedAt])

/** How large the originals are; those that are not on this computer are fetched once. */
export function useMeasures(profile: ProfileName, photos: readonly Image[]): (photo: Image) => Measured | undefined {
  const { trials } = useDesk().host
  const [measures, setMeasures] = useState<ReadonlyMap<string, Measured>>(new Map())
  useEffect(() => {
    let isOver = false
    const measure = async (photo: Image) => {
      const told = await trials.measure(profile, photo.id, 'anywhere')
      if (isOver || (told.ok && told.value === null)) return
      const measured = told as Measured
      setMeasures(now => new Map(now).set(keyOf(profile, photo), measured))
    }
    for (const photo of photos) if (measures.get(keyOf(profile, photo))?.ok !== true) void measure(photo)
    return () => {
      isOver = true
    }
    // What was measured meanwhile is no reason to measure again.
  }, [trials, profile, photos])
  return photo => measures.get(keyOf(profile, photo))
}
