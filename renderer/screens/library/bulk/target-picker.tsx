import type { ImageId, ProfileName } from '../../../../preload/contract/index.ts'
import { keepImages } from '../../../actions/bulk-orders.ts'
import { FloatingSheet } from '../../../parts/floating-sheet.tsx'
import { useDesk } from '../../../state/use-desk.ts'
import { useLanguage } from '../../../text/language.ts'
import { PlaceList } from '../../folders/place-list.tsx'
import { usePlaces } from '../../folders/use-places.ts'

/** Wires the picker of a folder for originals. */
export function TargetPicker({ profile, images }: { profile: ProfileName; images: readonly ImageId[] }) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const { places, go } = usePlaces()
  return (
    <FloatingSheet
      title={text.target.title(images.length, format.count(images.length))}
      size={520}
      onClose={() => desk.open(null)}
    >
      <PlaceList
        places={places}
        choosing={text.target}
        onGo={go}
        onWatch={folder => {
          desk.open(null)
          keepImages(desk, profile, images, folder)
        }}
      />
    </FloatingSheet>
  )
}
