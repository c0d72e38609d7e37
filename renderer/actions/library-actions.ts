import type { ImageId, Problem } from '../../preload/contract/index.ts'
import { isUnderWay } from '../state/bulk.ts'
import type { Desk } from '../state/desk.ts'
import type { Native } from '../state/host.ts'
import { isFiltered, unfiltered } from '../state/library-wish.ts'
import { type Action } from './action.ts'
import { accessChange, keepImages, selectedImages } from './bulk-orders.ts'
import { copyLinks } from './link-actions.ts'

const isHere = ({ ui }: Desk) => ui.get().screen === 'library'
const isAnySelected = (desk: Desk) => isHere(desk) && desk.ui.get().selection.ids.size > 0
/** One bulk work at a time: the next one waits for its end. */
const isFree = (desk: Desk) => isAnySelected(desk) && !isUnderWay(desk.bulk.run.get())

export const downloadOriginals: Action = {
  name: 'downloadOriginals',
  keys: ['d'],
  when: isFree,
  perform(desk) {
    const { profile } = desk.library.view.get()
    const images = selectedImages(desk)
    const [one, ...more] = images
    if (profile === null || one === undefined) return
    if (more.length === 0) void saveOriginal(desk, profile, one)
    else if (desk.host.native === null) desk.open({ kind: 'pickTarget', profile, images })
    else void keepInPicked(desk, profile, images, desk.host.native)
  },
}

/** Picks the folder by the system’s own window. */
async function keepInPicked(
  desk: Desk,
  profile: string,
  images: readonly ImageId[],
  { pickFolder }: Native,
): Promise<void> {
  const picked = await pickFolder()
  if (!picked.ok) desk.tell({ kind: 'problem', problem: picked.problem })
  else if (picked.value !== null) keepImages(desk, profile, images, picked.value.path)
}

/** Saved by the browser, once it has come whole. */
async function saveOriginal(desk: Desk, profile: string, image: ImageId): Promise<void> {
  const saved = await desk.host.saveOriginal(profile, image)
  if (!saved.ok) desk.tell({ kind: 'problem', problem: saved.problem satisfies Problem })
}

export const makePrivate = changeAccess('makePrivate', true)
export const makePublic = changeAccess('makePublic', false)

function changeAccess(name: Action['name'], isPrivate: boolean): Action {
  return {
    name,
    keys: [],
    when: desk => isFree(desk) && accessChange(desk, selectedImages(desk), isPrivate).images.length > 0,
    perform(desk) {
      const { profile } = desk.library.view.get()
      const change = accessChange(desk, selectedImages(desk), isPrivate)
      if (profile !== null)
        desk.open({ kind: 'question', question: { kind: 'changeAccess', profile, private: isPrivate, ...change } })
    },
  }
}

export const deleteSelectedImages: Action = {
  name: 'deleteSelectedImages',
  keys: ['Delete', 'Backspace'],
  when: isFree,
  perform(desk) {
    const { profile } = desk.library.view.get()
    const images = selectedImages(desk)
    if (profile !== null && images.length > 0)
      desk.open({ kind: 'question', question: { kind: 'deleteImages', profile, images } })
  },
}

export const refreshLibrary: Action = {
  name: 'refreshLibrary',
  keys: ['r'],
  when: desk => isHere(desk) && desk.library.view.get().sync.kind !== 'running',
  perform: desk => void desk.library.sync(true),
}

export const clearLibraryFilter: Action = {
  name: 'clearLibraryFilter',
  keys: [],
  when: desk => isHere(desk) && isFiltered(desk.ui.get().library),
  perform: ({ ui }) => ui.change(now => ({ ...now, library: unfiltered(now.library) })),
}

export const forSelectedImages: readonly Action[] = [
  copyLinks,
  downloadOriginals,
  makePrivate,
  makePublic,
  deleteSelectedImages,
]
