import { Icon } from '../../parts/icon.tsx'
import type { Toast } from '../../state/ui.ts'
import { useLanguage } from '../../text/language.ts'

type Props = { toasts: readonly Toast[]; onDismiss(id: number): void }

/** Outcomes, one under the other; read out as they come. */
export function Toasts({ toasts, onDismiss }: Props) {
  const { text, format } = useLanguage()
  const wordsOf = (toast: Toast) => {
    if (toast.kind !== 'problem') return <p>{text.toasts[toast.kind](toast.count, format.count(toast.count))}</p>
    const { title, advice } = text.problem(toast.problem)
    return (
      <>
        <strong>{title}</strong>
        <p>{advice}</p>
      </>
    )
  }
  return (
    <section className="toasts" aria-label={text.toasts.region} aria-live="polite">
      {toasts.map(toast => (
        <div key={toast.id} className="toast" data-kind={toast.kind}>
          <Icon name={toast.kind === 'problem' ? 'alert' : 'check'} />
          <div>{wordsOf(toast)}</div>
          <button type="button" className="bare" aria-label={text.frame.dismiss} onClick={() => onDismiss(toast.id)}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
    </section>
  )
}
