import { Select } from '@mantine/core'
import { useLanguage } from '../../text/language.ts'

type Props = { seconds: number | null; onChange(seconds: number | null): void }

const hour = 3_600
const day = 86_400
const usual = [hour, 6 * hour, day, 2 * day, 7 * day, 30 * day, 365 * day]

/** How long browsers keep a picture, in whole hours or days; another length set elsewhere stays among the choices. */
export function KeepChoice({ seconds, onChange }: Props) {
  const { text } = useLanguage()
  const lengths = seconds === null || usual.includes(seconds) ? usual : [...usual, seconds].toSorted((a, b) => a - b)
  const words = (length: number) => {
    const [amount, unit] =
      length % day === 0
        ? [length / day, 'day' as const]
        : length % hour === 0
          ? [length / hour, 'hour' as const]
          : [length, 'second' as const]
    return new Intl.NumberFormat(text.tag, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)
  }
  return (
    <Select
      label={text.variants.cache}
      allowDeselect={false}
      value={String(seconds ?? 'account')}
      onChange={value => onChange(value === null || value === 'account' ? null : Number(value))}
      data={[
        { value: 'account', label: text.variants.cacheAccount },
        ...lengths.map(length => ({ value: String(length), label: words(length) })),
      ]}
    />
  )
}
