import { Icon } from './icon.tsx'

type Props = { text: string; label: string; isCode?: boolean; onCopy(text: string): void }

/** A text with a button that copies it. */
export function Copyable({ text, label, isCode = false, onCopy }: Props) {
  return (
    <span className="copyable">
      {isCode ? <code>{text}</code> : <span>{text}</span>}
      <button type="button" className="bare" aria-label={label} onClick={() => onCopy(text)}>
        <Icon name="copy" size={14} />
      </button>
    </span>
  )
}
