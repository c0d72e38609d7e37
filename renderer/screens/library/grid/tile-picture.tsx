import { useState } from 'react'
import { Icon } from '../../../parts/icon.tsx'
import { usePictureInTurn } from '../../../parts/use-picture-in-turn.ts'

/** A picture whole in its place. */
export function TilePicture({ source }: { source: string }) {
  const [state, setState] = useState<'waiting' | 'here' | 'broken'>('waiting')
  const image = usePictureInTurn(source, setState)
  return (
    <span className="tile-picture" data-state={state}>
      <img ref={image} alt="" decoding="async" draggable={false} />
      {state === 'broken' && <Icon name="image" size={20} />}
    </span>
  )
}
