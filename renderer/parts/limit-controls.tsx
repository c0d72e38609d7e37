import { NumberInput } from '@mantine/core'
import { useLanguage } from '../text/language.ts'

type Props = {
  bytesPerSecond: number | null
  concurrency: number
  onChange(limits: { bytesPerSecond?: number | null; concurrency?: number }): void
}

/** How fast, and how many at once; counts as soon as it is written. */
export function LimitControls({ bytesPerSecond, concurrency, onChange }: Props) {
  const words = useLanguage().text.limits
  return (
    <>
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
    </>
  )
}
