import { useState } from 'react'
import { Icon } from './icon.tsx'

type Props = { source: string | null; side: number; isLazy?: boolean }

/** A photo in its own shape within a square. Its name stands beside it, so it needs no other. */
export function Thumbnail({ source, side, isLazy = false }: Props) {
  const [broken, setBroken] = useState<string | null>(null)
  return (
    <span className="thumbnail" style={{ width: side, height: side }}>
      {source === null || broken === source ? (
        <Icon name="image" />
      ) : (
        <img
          src={source}
          alt=""
          decoding="async"
          loading={isLazy ? 'lazy' : 'eager'}
          draggable={false}
          onError={() => setBroken(source)}
        />
      )}
    </span>
  )
}
