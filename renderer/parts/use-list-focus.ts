import { type FocusEvent, type RefObject, useEffect, useRef } from 'react'

type Keyboard = {
  /** What has it. What comes or goes before that, or another layout, moves nothing. */
  readonly focus: string | null
  /** Its number in the list; -1: it is not there. */
  readonly at: number
  scrollTo(at: number): void
  selectorOf(at: number): string
}

/** Rows that are drawn, and one that stays however far the wheel goes: without the one with the keyboard the keys would be lost. */
export function withRow(drawn: readonly number[], row: number, count: number): number[] {
  const isApart = row >= 0 && row < count && !drawn.includes(row)
  return isApart ? [...drawn, row].sort((a, b) => a - b) : [...drawn]
}

/** The keyboard within a list of which only what is in sight is drawn; answers with what the list must be told. */
export function useListFocus(frame: RefObject<HTMLElement | null>, keyboard: Keyboard) {
  // Not what the document says: a row that goes away takes the focus along without a word.
  const isInside = useRef(false)
  const latest = useRef(keyboard)
  latest.current = keyboard
  // The keyboard has moved: what has it follows into sight and takes the focus along, but only from its own list.
  useEffect(() => {
    if (latest.current.at === -1 || !isInside.current) return undefined
    latest.current.scrollTo(latest.current.at)
    const waiting = requestAnimationFrame(() => placeOf(frame, latest.current)?.focus({ preventScroll: true }))
    return () => cancelAnimationFrame(waiting)
  }, [frame, keyboard.focus])
  // What had the focus is drawn anew or has left the list: then the list itself keeps it.
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body)
      (placeOf(frame, latest.current) ?? frame.current)?.focus({ preventScroll: true })
  })

  return {
    onFocus() {
      isInside.current = true
    },
    onBlur({ currentTarget, relatedTarget }: FocusEvent) {
      isInside.current = relatedTarget instanceof Node && currentTarget.contains(relatedTarget)
    },
  }
}

const placeOf = (frame: RefObject<HTMLElement | null>, { at, selectorOf }: Keyboard) =>
  frame.current?.querySelector<HTMLElement>(selectorOf(at)) ?? null
