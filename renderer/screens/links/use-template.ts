import { useEffect, useRef, useState } from 'react'
import { faultOf } from '../../format/link-template.ts'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'

/** While it is typed it need not be kept letter by letter. */
const settleMs = 300

const templateOf = (view: View) => view.preferences.linkTemplate

/** The template as it is being typed; kept once it stands still and has no fault. */
export function useTemplate() {
  const desk = useDesk()
  const kept = useView(templateOf)
  const [typed, setTyped] = useState<string | null>(null)
  const template = typed ?? kept
  const fault = faultOf(template)
  const latest = useRef({ typed, fault })
  latest.current = { typed, fault }
  const keep = () => {
    const now = latest.current
    if (now.typed !== null && now.fault === null) desk.prefer({ linkTemplate: now.typed })
  }
  useEffect(() => {
    if (typed === null || typed === kept) return undefined
    const waiting = setTimeout(keep, settleMs)
    return () => clearTimeout(waiting)
    // What is to be kept is looked up when it is.
  }, [typed, kept])
  // Leaving for another image must not lose the last letters.
  useEffect(() => keep, [])
  return { template, fault, write: setTyped }
}
