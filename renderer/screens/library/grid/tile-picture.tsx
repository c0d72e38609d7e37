import { useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../../../parts/icon.tsx'
import type { PictureLane } from './picture-lane.ts'

/** A picture whole in its place, loaded when its turn comes; scrolled away before, it is not loaded at all. */
export function TilePicture({ source, lane }: { source: string; lane: PictureLane }) {
  const image = useRef<HTMLImageElement>(null)
  const [state, setState] = useState<'waiting' | 'here' | 'broken'>('waiting')
  // While it still stands in the page: Chromium keeps an image for good that loses its source after that.
  useLayoutEffect(() => {
    const node = image.current
    if (node === null) return undefined
    const turn = lane.enter(source, () => {
      node.src = source
    })
    const ended = (now: 'here' | 'broken') => () => {
      turn.leave()
      if (now === 'here') lane.loaded(source)
      setState(now)
    }
    const [come, failed] = [ended('here'), ended('broken')]
    node.addEventListener('load', come)
    node.addEventListener('error', failed)
    return () => {
      node.removeEventListener('load', come)
      node.removeEventListener('error', failed)
      turn.leave()
      // Only this makes the browser break off.
      if (!node.complete) node.removeAttribute('src')
    }
  }, [source, lane])
  return (
    <span className="tile-picture" data-state={state}>
      <img ref={image} alt="" decoding="async" draggable={false} />
      {state === 'broken' && <Icon name="image" size={20} />}
    </span>
  )
}
