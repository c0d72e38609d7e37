import type { ReactNode } from 'react'

type Props = { rows: readonly (readonly [name: string, value: ReactNode])[] }

/** Names and values, two columns. */
export function Facts({ rows }: Props) {
  return (
    <dl className="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
