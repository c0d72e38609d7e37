import type { ReactNode } from 'react'
import { Facts } from '../../parts/facts.tsx'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = { children: ReactNode; onClose(): void }

/** The frame of the details, beside the list or over it. */
export function Inspector({ children, onClose }: Props) {
  const { text } = useLanguage()
  return (
    <section className="inspector" aria-label={text.inspector.title}>
      <div className="inspector-head">
        <h2>{text.inspector.title}</h2>
        <button type="button" className="bare" aria-label={text.frame.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </section>
  )
}

/** Several photos at once: how many, how much. */
export function SeveralFacts({ count, bytes }: { count: number; bytes: number }) {
  const { text, format } = useLanguage()
  return (
    <>
      <p>{text.inspector.several(count, format.count(count))}</p>
      <Facts rows={[[text.inspector.together, format.bytes(bytes)]]} />
    </>
  )
}
