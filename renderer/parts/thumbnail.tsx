import { useState } from 'react'
import { Icon } from './icon.tsx'
import { usePictureInTurn } from './use-picture-in-turn.ts'

type Props = {
  source: string | null
  /** Tried where the source shows nothing. */
  instead?: string | null
  side: number
  /** `lazy`: when it comes into sight; `inTurn`: where many go by. */
  loading?: 'eager' | 'lazy' | 'inTurn'
}

/** A photo in its own shape within a square. Its name stands beside it, so it needs no other. */
export function Thumbnail({ source, instead = null, side, loading = 'eager' }: Props) {
  const [broken, setBroken] = useState<readonly string[]>([])
  const shown = [source, instead].find(one => one !== null && !broken.includes(one))
  const onBroken = () => typeof shown === 'string' && setBroken(before => [...before, shown])
  return (
    <span className="thumbnail" style={{ width: side, height: side }}>
      {typeof shown !== 'string' ? (
        <Icon name="image" />
      ) : loading === 'inTurn' ? (
        <InTurn key={shown} source={shown} onBroken={onBroken} />
      ) : (
        <img src={shown} alt="" decoding="async" loading={loading} draggable={false} onError={onBroken} />
      )}
    </span>
  )
}

function InTurn({ source, onBroken }: { source: string; onBroken(): void }) {
  const image = usePictureInTurn(source, how => how === 'broken' && onBroken())
  return <img ref={image} alt="" decoding="async" draggable={false} />
}
