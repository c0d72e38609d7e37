import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { Image, Variant } from '../../../preload/contract/index.ts'
import { FloatingSheet } from '../../parts/floating-sheet.tsx'
import { Thumbnail } from '../../parts/thumbnail.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { nameOf } from './wall-row.tsx'

type Props = {
  profile: string
  onWall: readonly Image[]
  variants: readonly Variant[]
  onPick(photo: Image): void
  onClose(): void
}

const mostFound = 60
const pauseMs = 150

/** Recent photos, or those found by name, to be put on the wall. */
export function PhotoPicker({ profile, onWall, variants, onPick, onClose }: Props) {
  const { bridge, host, tell } = useDesk()
  const { text } = useLanguage()
  const [wanted, setWanted] = useState('')
  const [found, setFound] = useState<readonly Image[] | null>(null)
  useEffect(() => {
    let isOver = false
    const search = async () => {
      const named = wanted.trim() === '' ? {} : { text: wanted }
      const answer = await bridge.searchLibrary({ profile, limit: mostFound, ...named })
      if (isOver) return
      if (answer.ok) setFound(answer.value.images)
      else tell({ kind: 'problem', problem: answer.problem })
    }
    const pausing = setTimeout(() => void search(), found === null ? 0 : pauseMs)
    return () => {
      isOver = true
      clearTimeout(pausing)
    }
  }, [bridge, tell, profile, wanted])
  const smallest = smallestWhole(variants)
  return (
    <FloatingSheet title={text.wall.add} size={640} onClose={onClose}>
      <TextInput
        data-autofocus
        type="search"
        aria-label={text.wall.search}
        placeholder={text.wall.search}
        value={wanted}
        onChange={event => setWanted(event.target.value)}
      />
      <ul className="picker-photos" aria-label={text.wall.recent}>
        {found?.map(photo => {
          const isThere = onWall.some(({ id }) => id === photo.id)
          return (
            <li key={photo.id}>
              <button type="button" className="picker-photo" disabled={isThere} onClick={() => onPick(photo)}>
                <Thumbnail source={host.pictures.image(profile, photo.id, smallest)} side={104} loading="lazy" />
                <span className="cut">{nameOf(photo)}</span>
                {isThere && <span className="quiet">{text.wall.onWall}</span>}
              </button>
            </li>
          )
        })}
      </ul>
      {found?.length === 0 && <p className="empty">{text.wall.noneFound}</p>}
    </FloatingSheet>
  )
}

/** Of the variants that cut nothing off the smallest that is large enough, since every one is there to be looked at. */
function smallestWhole(variants: readonly Variant[]): string {
  const sideOf = ({ options: { width, height } }: Variant) => Math.min(width ?? Infinity, height ?? Infinity)
  const [smallest] = variants
    .filter(({ options }) => options.fit === 'scale-down' && options.blur === null)
    .filter(variant => sideOf(variant) >= 100 && sideOf(variant) < Infinity)
    .toSorted((a, b) => sideOf(a) - sideOf(b))
  return smallest?.id ?? 'public'
}
