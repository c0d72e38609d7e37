import {
  type ImageChange,
  type ImageId,
  isServiceId,
  type KeptOriginal,
  type ProfileName,
} from '../../preload/contract/index.ts'
import type { Desk } from '../state/desk.ts'

/** The selected images in the order they are shown in. */
export function selectedImages({ ui, library }: Desk): readonly ImageId[] {
  const { selection, screen } = ui.get()
  const { index } = library.view.get()
  if (screen !== 'library' || index === null) return []
  const places = [...selection.ids].flatMap(id => index.at.get(id) ?? [])
  return places.sort((a, b) => a - b).flatMap(at => index.ids[at] ?? [])
}

/** Those of the images whose access is another, and how many of them can never be private (images-api §3.3). */
export function accessChange({ library }: Desk, images: readonly ImageId[], isPrivate: boolean) {
  const { index } = library.view.get()
  const others = images.filter(id => {
    const at = index?.at.get(id)
    return at !== undefined && index?.private[at] !== isPrivate
  })
  const able = isPrivate ? others.filter(isServiceId) : others
  return { images: able, leftOut: others.length - able.length }
}

/** Changes them one by one; with their access their ids change, and the selection follows. */
export function changeImages(
  { bulk, bridge, ui, library }: Desk,
  profile: ProfileName,
  images: readonly ImageId[],
  change: ImageChange,
): void {
  const moved = new Map<ImageId, ImageId>()
  bulk.start({
    doing: 'change',
    ids: images,
    perform: image => bridge.editImage({ profile, image, change }),
    done: (was, { image }) => void (was !== image.id && moved.set(was, image.id)),
    ended() {
      library.readAgain()
      if (moved.size > 0)
        ui.change(now => {
          const ids = new Set([...images].map(id => moved.get(id) ?? id))
          return { ...now, selection: { ids, anchor: null, focus: null } }
        })
      return null
    },
  })
}

export function deleteImages({ bulk, bridge, library }: Desk, profile: ProfileName, images: readonly ImageId[]): void {
  bulk.start({
    doing: 'delete',
    ids: images,
    perform: image => bridge.deleteImage({ profile, image }),
    ended() {
      library.readAgain()
      return null
    },
  })
}

/** Fetches originals into a folder; what is there already and still the same is not fetched again. */
export function keepImages(
  { bulk, bridge }: Desk,
  profile: ProfileName,
  images: readonly ImageId[],
  folder: string,
): void {
  const proofs: Record<KeptOriginal['proof'], number> = { identical: 0, intact: 0 }
  bulk.start({
    doing: 'keep',
    ids: images,
    perform: image => bridge.keepOriginal({ profile, image, folder }),
    done: (_, { proof }) => void (proofs[proof] += 1),
    ended: () => ({ folder, ...proofs }),
  })
}
