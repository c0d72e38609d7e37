import { useCallback, useMemo, useState } from 'react'
import type { Image, Variant } from '../../../preload/contract/index.ts'
import { copyText } from '../../actions/link-actions.ts'
import { addPhotos } from '../../actions/queue-actions.ts'
import { ActionButton } from '../../parts/action-button.tsx'
import { Empty } from '../../parts/empty.tsx'
import { useDesk } from '../../state/use-desk.ts'
import { shownVariant, type VariantDesk, variantKeys } from '../../state/variant-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { PhotoPicker } from './photo-picker.tsx'
import { useMeasures } from './use-measures.ts'
import { useWallPhotos } from './use-wall-photos.ts'
import { Wall } from './wall.tsx'
import { whatIsWrong } from './what-is-wrong.ts'

type Props = {
  profile: string
  variants: VariantDesk
  change(make: (now: VariantDesk) => VariantDesk): void
}

/** So many rows can still be compared. */
const mostPhotos = 8
const none: readonly Image[] = []

/** Wires the wall: which photos, which variants, and what is done with them. */
export function WallPanel({ profile, variants, change }: Props) {
  const desk = useDesk()
  const { text } = useLanguage()
  const [picking, setPicking] = useState<{ inPlaceOf: Image | null } | null>(null)
  const setPhotos = useCallback((photos: readonly Image[]) => change(now => ({ ...now, photos })), [change])
  const found = useWallPhotos(profile, variants.photos, setPhotos)
  const photos = found ?? none
  const measureOf = useMeasures(profile, photos)
  const { chosen, drafts } = variants
  const columns = useMemo(() => {
    const keys = variantKeys(variants)
    return [...keys.filter(key => key === chosen), ...keys.filter(key => key !== chosen)].flatMap(key => {
      const variant = shownVariant(variants, key)
      if (variant === undefined) return []
      const { width, height, blur } = whatIsWrong(variant, [], text)
      const isSize = width === undefined && height === undefined && blur === undefined
      return [{ key, variant, isSaved: !drafts.has(key), isSize }]
    })
  }, [variants, chosen, drafts, text])

  const pick = (photo: Image) => {
    const place = picking?.inPlaceOf ?? null
    setPhotos(place === null ? [...photos, photo] : photos.map(one => (one.id === place.id ? photo : one)))
    setPicking(null)
  }
  if (found?.length === 0 && variants.photos === null)
    return (
      <Empty sentence={text.wall.empty}>
        <ActionButton
          label={text.actions.addPhotos}
          icon="add"
          variant="filled"
          shortcut={addPhotos.keys[0]}
          onPress={() => addPhotos.perform(desk)}
        />
      </Empty>
    )
  return (
    <>
      <Wall
        profile={profile}
        photos={photos}
        columns={columns}
        measureOf={measureOf}
        corner={
          <ActionButton
            label={text.wall.add}
            size="compact-sm"
            icon="add"
            isDisabled={found === null || photos.length >= mostPhotos}
            onPress={() => setPicking({ inPlaceOf: null })}
          />
        }
        onChoose={key => change(now => ({ ...now, chosen: key, refused: null }))}
        onCopy={(photo, variant) => void copyText(desk, linkOf(photo, variant), 1)}
        onReplace={photo => setPicking({ inPlaceOf: photo })}
        onRemove={photo => setPhotos(photos.filter(({ id }) => id !== photo.id))}
      />
      {picking !== null && (
        <PhotoPicker
          profile={profile}
          onWall={photos}
          variants={variants.saved ?? []}
          onPick={pick}
          onClose={() => setPicking(null)}
        />
      )}
    </>
  )
}

/** Links of an image differ in their last part alone, which names the variant (images-api §4.1). */
const linkOf = ({ links: [known = ''] }: Image, { id }: Variant) => known.slice(0, known.lastIndexOf('/') + 1) + id
