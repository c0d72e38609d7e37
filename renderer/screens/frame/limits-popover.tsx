import { Popover } from '@mantine/core'
import type { ComponentProps } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { LimitControls } from '../../parts/limit-controls.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = ComponentProps<typeof LimitControls>

/** The limits at hand, from every screen. */
export function LimitsPopover(props: Props) {
  const { text, format } = useLanguage()
  const words = text.limits
  const now = props.bytesPerSecond === null ? words.none : words.of(format.rate(props.bytesPerSecond))
  return (
    <Popover position="top-start" trapFocus withRoles>
      <Popover.Target>
        <button type="button" className="bare" title={words.set}>
          {words.title}: {now} · {format.count(props.concurrency)} <Icon name="down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.title}>
        <div className="form">
          <LimitControls {...props} />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
