import { useEffect } from 'react'
import type { ImageId, ProfileName } from '../../../preload/contract/index.ts'
import type { LibraryView } from '../../state/library.ts'
import { choose } from '../../state/selection.ts'
import { useCell } from '../../state/use-cell.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { PreviewSheet } from '../frame/preview-sheet.tsx'

const indexOf = (view: LibraryView) => view.index
const imagesOf = (view: LibraryView) => view.images

type Props = { profile: ProfileName; image: ImageId; isActualSize: boolean }

/** Wires the preview of an image of the account; left and right go through the library as it is shown. */
export function ImagePreview({ profile, image, isActualSize }: Props) {
  const desk = useDesk()
  const { text, format } = useLanguage()
  const index = useCell(desk.library.view, indexOf)
  const images = useCell(desk.library.view, imagesOf)
  const { pictures } = desk.host
  const at = index?.at.get(image)
  const count = index?.ids.length ?? 0
  const name = images.get(image)?.filename ?? image
  const uploadedAt = (at === undefined ? undefined : index?.uploadedAt[at]) ?? 0
  const after = at === undefined ? undefined : index?.ids[at + 1]
  useEffect(() => {
    desk.library.want([image])
    // The next one is at hand when it is asked for.
    if (after !== undefined) new globalThis.Image().src = desk.host.pictures.view(profile, after)
  }, [desk, profile, image, after])

  const step = (by: number) => {
    const next = at === undefined ? undefined : index?.ids[at + by]
    if (next === undefined || index === null) return
    desk.ui.change(ui => ({
      ...ui,
      selection: choose(index.ids, ui.selection, next, { range: false, toggle: false }),
      floating: { kind: 'previewImage', profile, image: next, isActualSize: false },
    }))
  }
  return (
    <PreviewSheet
      source={isActualSize ? pictures.whole(profile, image) : pictures.view(profile, image)}
      fallback={pictures.small(profile, image, uploadedAt, 1_280)}
      under={pictures.small(profile, image, uploadedAt, 320)}
      name={name}
      place={at === undefined ? null : text.previewed.place(format.count(at + 1), format.count(count))}
      isActualSize={isActualSize}
      ends={{ isFirst: at === undefined || at === 0, isLast: at === undefined || at === count - 1 }}
      onClose={() => desk.open(null)}
      onStep={step}
    />
  )
}
