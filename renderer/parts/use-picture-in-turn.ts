import { type RefObject, useContext, useLayoutEffect, useRef } from 'react'
import { PictureLaneContext } from './picture-lane.ts'

/** For an image where many go by: loaded when its turn comes; gone before that, it is not loaded at all. */
export function usePictureInTurn(
  source: string,
  onEnd: (how: 'here' | 'broken') => void,
): RefObject<HTMLImageElement | null> {
  const lane = useContext(PictureLaneContext)
  const image = useRef<HTMLImageElement>(null)
  const told = useRef(onEnd)
  told.current = onEnd
  // While it still stands in the page: Chromium keeps an image for good that loses its source after that.
  useLayoutEffect(() => {
    const node = image.current
    if (node === null) return undefined
    const turn = lane.enter(source, () => {
      node.src = source
    })
    const ended = (how: 'here' | 'broken') => () => {
      turn.leave()
      if (how === 'here') lane.loaded(source)
      told.current(how)
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
  return image
}
