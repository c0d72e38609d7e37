import {
  type ImageChange,
  type ImageId,
  isServiceId,
  type KeptOriginal,
  type ProfileName,
} from '../../preload/contract/index.ts'
import type { Desk } from '../state/desk.ts'
import type { ShownIndex } from '../state/library.ts'

/** Up to so many are looked up one by one; of more all of the index are asked. */
const few = 200

/** The selected images in the order they are shown in; the same selection gives the very same list. */
export function selectedImages({ ui, library }: Desk): readonly ImageId[] {
  const { selection, screen } = ui.get()
  const { index } = library.view.get()
  return screen !== 'library' || index === null ? none : inOrder(selection.ids, index)
}

const none: readonly ImageId[] = []

const inOrder = remembered((ids: ReadonlySet<ImageId>, index: ShownIndex): readonly ImageId[] => {
  if (ids.size > few) return index.ids.filter(id => ids.has(id))
  const places = [...ids].flatMap(id => index.at.get(id) ?? [])
  return places.sort((a, b) => a - b).flatMap(at => index.ids[at] ?? [])
})

export type AccessChange = { readonly images: readonly ImageId[]; readonly leftOut: number }

/** Those of the images whose access is another, and how many of them can never be private (images-api §3.3). */
export function accessChange({ library }: Desk, images: readonly ImageId[], isPrivate: boolean): AccessChange {
  const { index } = library.view.get()
  return index === null ? { images: none, leftOut: 0 } : (isPrivate ? toPrivate : toPublic)(images, index)
}

const toPrivate = remembered((images: readonly ImageId[], index: ShownIndex): AccessChange => {
  const others = images.filter(id => index.private[index.at.get(id) ?? -1] === false)
  const able = others.filter(isServiceId)
  return { images: able, leftOut: others.length - able.length }
})

const toPublic = remembered((images: readonly ImageId[], index: ShownIndex): AccessChange => ({
  images: images.filter(id => index.private[index.at.get(id) ?? -1] === true),
  leftOut: 0,
}))

/** Remembers its last answer: it is asked for once per drawing and per command. */
function remembered<A, B, Answer>(make: (a: A, b: B) => Answer): (a: A, b: B) => Answer {
  let last: { a: A; b: B; answer: Answer } | null = null
  return (a, b) => {
    if (last === null || last.a !== a || last.b !== b) last = { a, b, answer: make(a, b) }
    return last.answer
  }
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
      // What is read already may not know all of the new ids.
      library.readAnew()
      if (moved.size > 0)
        ui.change(now => {
          const named = (id: string | null) => (id === null ? null : (moved.get(id) ?? id))
          const { ids, anchor, focus } = now.selection
          // What was selected meanwhile stays as it is: the next order is about that.
          const followed = new Set([...ids].map(id => moved.get(id) ?? id))
          return { ...now, selection: { ids: followed, anchor: named(anchor), focus: named(focus) } }
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
