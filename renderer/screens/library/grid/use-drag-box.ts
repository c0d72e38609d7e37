import { type PointerEvent, type RefObject, useRef, useState } from 'react'
import type { Box } from './grid-steps.ts'

const beginsAfter = 5
const edge = 32
const scrollStep = 18

type Told = {
  /** A box is drawn anew; with the modifier what was selected before stays. */
  onBegin(adds: boolean): void
  onBox(box: Box): void
}

/** A box drawn over the grid with the pointer, in the grid’s own pixels; scrolls on at the edges. */
export function useDragBox(frame: RefObject<HTMLElement | null>, inner: RefObject<HTMLElement | null>, told: Told) {
  const [box, setBox] = useState<Box | null>(null)
  const latest = useRef(told)
  latest.current = told
  /** The click at the end of a drag is none. */
  const wasDragged = useRef(false)

  function onPointerDown(event: PointerEvent): void {
    wasDragged.current = false
    const [place, ground] = [frame.current, inner.current]
    if (event.button !== 0 || event.pointerType === 'touch' || place === null || ground === null) return
    // On its scroll bar it is no drag of ours.
    if (event.clientX > place.getBoundingClientRect().left + place.clientWidth) return
    const pointIn = (x: number, y: number) => {
      const { left, top } = ground.getBoundingClientRect()
      return { x: x - left, y: y - top }
    }
    const from = pointIn(event.clientX, event.clientY)
    const adds = event.shiftKey || event.ctrlKey || event.metaKey
    let last = { x: event.clientX, y: event.clientY }
    let drawing: number | null = null
    let isDragging = false

    const draw = () => {
      drawing = null
      const bounds = place.getBoundingClientRect()
      const by = last.y < bounds.top + edge ? -scrollStep : last.y > bounds.bottom - edge ? scrollStep : 0
      const before = place.scrollTop
      if (by !== 0) place.scrollTop += by
      const to = pointIn(last.x, last.y)
      const drawn = {
        left: Math.min(from.x, to.x),
        right: Math.max(from.x, to.x),
        top: Math.min(from.y, to.y),
        bottom: Math.max(from.y, to.y),
      }
      setBox(drawn)
      latest.current.onBox(drawn)
      if (place.scrollTop !== before) drawing = requestAnimationFrame(draw)
    }
    const move = (moved: globalThis.PointerEvent) => {
      last = { x: moved.clientX, y: moved.clientY }
      if (!isDragging) {
        if (Math.hypot(last.x - event.clientX, last.y - event.clientY) < beginsAfter) return
        isDragging = true
        wasDragged.current = true
        latest.current.onBegin(adds)
      }
      drawing ??= requestAnimationFrame(draw)
    }
    const end = () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', end)
      if (drawing !== null) {
        cancelAnimationFrame(drawing)
        draw()
        if (drawing !== null) cancelAnimationFrame(drawing)
      }
      setBox(null)
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', end)
  }

  return { box, onPointerDown, wasDragged }
}
