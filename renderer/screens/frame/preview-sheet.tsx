import { useEffect, useRef, useState } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'
import { usePan } from './use-pan.ts'

type Props = {
  source: string
  fallback: string
  /** What can be seen until the source has come. */
  under?: string
  name: string
  /** Which one of how many. */
  place?: string | null
  isActualSize: boolean
  /** Told where there is an order to step through. */
  ends?: { readonly isFirst: boolean; readonly isLast: boolean }
  onClose(): void
  onStep(by: number): void
}

/** One photo, as large as the window, or each of its pixels as one of the screen. */
export function PreviewSheet({ source, fallback, under, name, place = null, isActualSize, ends, ...told }: Props) {
  const { text } = useLanguage()
  const close = useRef<HTMLButtonElement>(null)
  const [shown, setShown] = useState<{ source: string; width: number } | null>(null)
  useEffect(() => {
    const before = document.activeElement
    close.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  const [failed, setFailed] = useState<string | null>(null)
  const { frame, pan, panBy } = usePan(isActualSize)
  const hasCome = shown?.source === source
  return (
    <div
      className="preview-full"
      role="dialog"
      aria-modal="true"
      aria-label={name}
      onKeyDown={event => {
        const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
        if (by !== 0 && !event.shiftKey) told.onStep(by)
        else if (isActualSize) panBy(event)
      }}
    >
      <figure ref={frame} data-actual={isActualSize || undefined} tabIndex={isActualSize ? 0 : undefined} {...pan}>
        {under !== undefined && !hasCome && <img className="under" src={under} alt="" draggable={false} />}
        <img
          key={source}
          src={source}
          alt={name}
          draggable={false}
          data-waiting={!hasCome || undefined}
          style={isActualSize && hasCome ? { width: shown.width / devicePixelRatio } : undefined}
          onLoad={({ currentTarget }) => setShown({ source, width: currentTarget.naturalWidth })}
          onError={event => {
            // A format this browser cannot draw, or a file that is gone: what we made of it is left.
            if (event.currentTarget.src.endsWith(fallback)) setFailed(source)
            else event.currentTarget.src = fallback
          }}
        />
      </figure>
      {!hasCome && (under === undefined || failed === source) && (
        <p className="preview-words quiet" role="status">
          {failed === source ? text.previewed.notDrawn : text.previewed.coming}
        </p>
      )}
      <p className="preview-name">
        <span className="cut">{name}</span>
        {place !== null && <span className="quiet">{place}</span>}
      </p>
      {ends !== undefined && (
        <>
          <button
            type="button"
            className="bare previous"
            aria-label={text.previewed.previous}
            disabled={ends.isFirst}
            onClick={() => told.onStep(-1)}
          >
            <Icon name="left" size={20} />
          </button>
          <button
            type="button"
            className="bare next"
            aria-label={text.previewed.next}
            disabled={ends.isLast}
            onClick={() => told.onStep(1)}
          >
            <Icon name="right" size={20} />
          </button>
        </>
      )}
      <button ref={close} type="button" className="bare close" aria-label={text.frame.close} onClick={told.onClose}>
        <Icon name="close" size={20} />
      </button>
    </div>
  )
}
