import { Button } from '@mantine/core'
import { useLanguage } from '../text/language.ts'
import { Icon } from './icon.tsx'

type Props = {
  title: string
  advice: string
  code: string
  /** Held, or failed. */
  tone?: 'bad' | 'warn'
  action?: { readonly label: string; readonly perform: () => void } | undefined
  onCopyCode(): void
}

/** A problem: what happened, what to do, one button. The code is for those who ask us. */
export function ProblemNote({ title, advice, code, tone = 'bad', action, onCopyCode }: Props) {
  const { text } = useLanguage()
  return (
    <div className="problem" data-tone={tone}>
      <p className="problem-title">
        <Icon name="alert" /> {title}
      </p>
      <p>{advice}</p>
      {action !== undefined && (
        <Button size="compact-sm" onClick={action.perform}>
          {action.label}
        </Button>
      )}
      <p className="problem-code">
        {text.inspector.code} <code>{code}</code>
        <button type="button" className="bare" aria-label={text.inspector.copyCode} onClick={onCopyCode}>
          <Icon name="copy" size={14} />
        </button>
      </p>
    </div>
  )
}
