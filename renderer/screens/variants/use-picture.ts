import { useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../preload/contract/index.ts'
import { useDesk } from '../../state/use-desk.ts'
import type { Host } from '../../state/host.ts'
import { acceptedFormats } from './accepted-formats.ts'
import { createPictureShelf, type PictureShelf, type ShelvedPicture } from './picture-shelf.ts'

/** Someone who types is not asked after at every key. */
const pauseMs = 180

export type PictureState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'shown'; readonly picture: ShelvedPicture }
  | { readonly kind: 'refused'; readonly problem: Problem }

const waiting: PictureState = { kind: 'waiting' }
const shelves = new WeakMap<Host, PictureShelf>()

function shelfOf(host: Host): PictureShelf {
  const known = shelves.get(host)
  if (known !== undefined) return known
  const shelf = createPictureShelf(async (address, signal) =>
    host.trials.picture(address, await acceptedFormats(), signal),
  )
  shelves.set(host, shelf)
  return shelf
}

/** The picture behind an address, from the shelf or fetched; null waits. What is not wanted any more is called back. */
export function usePicture(address: string | null): PictureState {
  const shelf = shelfOf(useDesk().host)
  const [answered, setAnswered] = useState<{ address: string; state: PictureState } | null>(null)
  const isFirst = useRef(true)
  useEffect(() => {
    if (address === null || shelf.find(address) !== undefined) return undefined
    const wanted = new AbortController()
    const ask = async () => {
      const came = await shelf.fetch(address, wanted.signal)
      if (wanted.signal.aborted) return
      setAnswered({
        address,
        state: came.ok ? { kind: 'shown', picture: came.value } : { kind: 'refused', problem: came.problem },
      })
    }
    const pausing = setTimeout(() => void ask(), isFirst.current ? 0 : pauseMs)
    isFirst.current = false
    return () => {
      clearTimeout(pausing)
      wanted.abort()
    }
  }, [shelf, address])
  if (address === null) return waiting
  const shelved = shelf.find(address)
  if (shelved !== undefined) return { kind: 'shown', picture: shelved }
  return answered?.address === address ? answered.state : waiting
}
