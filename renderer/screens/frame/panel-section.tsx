import type { ReactNode } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { useDesk, useView } from '../../state/use-desk.ts'
import type { View } from '../../state/view.ts'

const foldedOf = (view: View) => view.preferences.foldedSections

type Props = { name: string; title: string; mark?: ReactNode; children: ReactNode }

/** A part of the details that can be folded away, and stays so. What is folded is not drawn, and asks for nothing. */
export function PanelSection({ name, title, mark, children }: Props) {
  const desk = useDesk()
  const folded = useView(foldedOf)
  const isOpen = !folded.includes(name)
  const toggle = () =>
    desk.prefer({ foldedSections: isOpen ? [...folded, name] : folded.filter(other => other !== name) })
  return (
    <details className="panel-section" open={isOpen}>
      <summary
        onClick={event => {
          event.preventDefault()
          toggle()
        }}
      >
        <Icon name={isOpen ? 'down' : 'right'} size={12} />
        <h3>{title}</h3>
        {mark}
      </summary>
      {isOpen && <div className="panel-section-body">{children}</div>}
    </details>
  )
}
