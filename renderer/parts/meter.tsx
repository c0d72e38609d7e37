type Props = { fraction: number; label: string; thickness: 2 | 3; isQuiet?: boolean }

/** How far something is, as a thin line. */
export function Meter({ fraction, label, thickness, isQuiet = false }: Props) {
  const percent = Math.round(Math.min(1, Math.max(0, fraction)) * 1_000) / 10
  return (
    <div
      className="meter"
      data-quiet={isQuiet || undefined}
      style={{ height: thickness }}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(percent)}
    >
      <div style={{ transform: `scaleX(${percent / 100})` }} />
    </div>
  )
}
