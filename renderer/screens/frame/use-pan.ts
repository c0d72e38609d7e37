import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from 'react'

const step = 120
const steps: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
  'shift+ArrowLeft': [-step, 0],
  'shift+ArrowRight': [step, 0],
}

/** What is larger than its frame is drawn about by hand, or moved by keys. Begins in the middle. */
export function usePan(isOn: boolean) {
  const frame = useRef<HTMLElement>(null)
  const held = useRef<{ x: number; y: number } | null>(null)
  useEffect(() => {
    const place = frame.current
    if (!isOn || place === null) return undefined
    const centre = () =>
      place.scrollTo((place.scrollWidth - place.clientWidth) / 2, (place.scrollHeight - place.clientHeight) / 2)
    // Its size is known once it has come.
    place.addEventListener('load', centre, { capture: true, once: true })
    centre()
    return () => place.removeEventListener('load', centre, { capture: true })
  }, [isOn])

  const pan = {
    onPointerDown(event: PointerEvent) {
      if (!isOn || event.button !== 0 || event.pointerType === 'touch') return
      event.currentTarget.setPointerCapture(event.pointerId)
      held.current = { x: event.clientX, y: event.clientY }
    },
    onPointerMove(event: PointerEvent) {
      if (held.current === null) return
      frame.current?.scrollBy(held.current.x - event.clientX, held.current.y - event.clientY)
      held.current = { x: event.clientX, y: event.clientY }
    },
    onPointerUp: () => {
      held.current = null
    },
  }
  return {
    frame,
    pan,
    panBy(event: KeyboardEvent) {
      const by = steps[`${event.shiftKey ? 'shift+' : ''}${event.key}`]
      if (by === undefined) return
      event.preventDefault()
      frame.current?.scrollBy(...by)
    },
  }
}
