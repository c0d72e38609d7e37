import { Button } from '@mantine/core'
import type { Problem } from '../../../preload/contract/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

/** What should stand here could not be read: why, and another try. */
export function NotRead({ problem, onAgain }: { problem: Problem; onAgain(): void }) {
  const { text } = useLanguage()
  return (
    <div className="not-read" role="status">
      <p className="link-note" data-tone="warn">
        <Icon name="alert" size={14} /> {text.problem(problem).title}
      </p>
      <Button size="compact-sm" onClick={onAgain}>
        {text.image.again}
      </Button>
    </div>
  )
}
