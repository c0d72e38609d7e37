import { useEffect, useState } from 'react'
import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

export const leastHeight = 90
export const mostHeight = 360

type Props = { height: number; onHeight(height: number): void; onKeep(height: number): void }

/** How high the rows are; seen at once, kept when it is let go. */
export function SizeSlider({ height, onHeight, onKeep }: Props) {
  const { text } = useLanguage()
  const [shown, setShown] = useState(height)
  useEffect(() => setShown(height), [height])
  const keep = () => {
    if (shown !== height) onKeep(shown)
  }
  return (
    <label className="size-slider">
      <Icon name="image" size={12} />
      <input
        type="range"
        aria-label={text.library.rowHeight}
        min={leastHeight}
        max={mostHeight}
        step={10}
        value={shown}
        onChange={({ currentTarget }) => {
          setShown(Number(currentTarget.value))
          onHeight(Number(currentTarget.value))
        }}
        onPointerUp={keep}
        onKeyUp={keep}
        onBlur={keep}
      />
      <Icon name="image" size={20} />
    </label>
  )
}
