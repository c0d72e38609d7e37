import { Icon } from '../../parts/icon.tsx'
import { useLanguage } from '../../text/language.ts'

const leastHeight = 90
const mostHeight = 360

/** How high the rows are. */
export function SizeSlider({ height, onHeight }: { height: number; onHeight(height: number): void }) {
  const { text } = useLanguage()
  return (
    <label className="size-slider">
      <Icon name="image" size={12} />
      <input
        type="range"
        aria-label={text.library.rowHeight}
        min={leastHeight}
        max={mostHeight}
        step={10}
        value={height}
        onChange={({ currentTarget }) => onHeight(Number(currentTarget.value))}
      />
      <Icon name="image" size={20} />
    </label>
  )
}
