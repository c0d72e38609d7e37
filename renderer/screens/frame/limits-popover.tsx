import { NumberInput, Popover } from '@mantine/core'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

type Props = {
  bytesPerSecond: number | null
  concurrency: number
  onChange(limits: { bytesPerSecond?: number | null; concurrency?: number }): void
}

/** How fast, and how many at once; counts as soon as it is written. */
export function LimitsPopover({ bytesPerSecond, concurrency, onChange }: Props) {
  const { text, format } = useLanguage()
  const words = text.limits
  const now = bytesPerSecond === null ? words.none : words.of(format.rate(bytesPerSecond))
  return (
    <Popover position="top-start" trapFocus withRoles>
      <Popover.Target>
        <button type="button" className="bare" title={words.set}>
          {words.title}: {now} · {format.count(concurrency)} <Icon name="down" size={12} />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.title}>
        <div className="form">
          <NumberInput
            label={words.speed}
            description={words.speedHint}
            suffix=" MB/s"
            min={0.1}
            max={10_000}
            decimalScale={1}
            value={bytesPerSecond === null ? '' : bytesPerSecond / 1e6}
            onChange={value =>
              onChange({ bytesPerSecond: value === '' ? null : Math.max(1_000, Math.round(Number(value) * 1e6)) })
            }
          />
          <NumberInput
            label={words.atOnce}
            min={1}
            max={32}
            allowDecimal={false}
            clampBehavior="strict"
            value={concurrency}
            onChange={value => Number(value) >= 1 && onChange({ concurrency: Number(value) })}
          />
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
