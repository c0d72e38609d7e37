import { useState } from 'react'
import { Icon } from './icon.tsx'

type Props = {
  source: string | null
  /** Tried where the source shows nothing. */
  instead?: string | null
  side: number
  isLazy?: boolean
}

/** A photo in its own shape within a square. Its name stands beside it, so it needs no other. */
export function Thumbnail({ source, instead = null, side, isLazy = false }: Props) {
  const [broken, setBroken] = useState<readonly string[]>([])
  const shown = [source, instead].find(one => one !== null && !broken.includes(one))
  return (
    <span className="thumbnail" style={{ width: side, height: side }}>
      {typeof shown !== 'string' ? (
        <Icon name="image" />
      ) : (
        <img
          src={shown}
          alt=""
          decoding="async"
          loading={isLazy ? 'lazy' : 'eager'}
          draggable={false}
          onError={() => setBroken(before => [...before, shown])}
        />
      )}
    </span>
  )
}
