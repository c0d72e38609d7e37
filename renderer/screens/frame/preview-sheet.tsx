import { useEffect, useRef } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  source: string
  fallback: string
  name: string
  isActualSize: boolean
  onClose(): void
  onStep(by: number): void
}

/** One photo, as large as the window. */
export function PreviewSheet({ source, fallback, name, isActualSize, onClose, onStep }: Props) {
  const { text } = useLanguage()
  const close = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    const before = document.activeElement
    close.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div
      className="preview-full"
      data-actual={isActualSize || undefined}
      role="dialog"
      aria-modal="true"
      aria-label={name}
      onKeyDown={event => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
        if (by !== 0) onStep(by)
      }}
    >
      <figure>
        <img
          key={source}
          src={source}
          alt={name}
          onError={event => {
            // A format this browser cannot draw, or a file that is gone: what we made of it is left.
            if (!event.currentTarget.src.endsWith(fallback)) event.currentTarget.src = fallback
          }}
        />
        <figcaption>{name}</figcaption>
      </figure>
      <button ref={close} type="button" className="bare" aria-label={text.frame.close} onClick={onClose}>
        <Icon name="close" size={20} />
      </button>
    </div>
  )
}
