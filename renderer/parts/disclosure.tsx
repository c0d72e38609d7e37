import { type ReactNode, useId, useState } from 'react'
import { Icon } from './icon.tsx'

type Props = { label: string; children: ReactNode }

/** Something one does not always want to see. It is drawn only once it is opened. */
export function Disclosure({ label, children }: Props) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  return (
    <div className="disclosure">
      <button
        type="button"
        className="disclosure-head"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="right" size={12} /> {label}
      </button>
      <div id={id} hidden={!isOpen} className="disclosure-body">
        {isOpen && children}
      </div>
    </div>
  )
}
