import type {
  BatchId,
  FolderId,
  ImageId,
  JobId,
  Problem,
  ProfileName,
  SendingSettings,
} from '../../preload/contract/index.ts'
import { type Cell, createCell } from './cell.ts'
import { everything, type LibraryWish } from './library-wish.ts'
import { nothingSelected, type Selection } from './selection.ts'
import { emptyVariantDesk, type VariantDesk } from './variant-desk.ts'

export const screens = ['queue', 'folders', 'library', 'variants', 'settings'] as const
export type Screen = (typeof screens)[number]

export const queueTabs = ['now', 'waiting', 'held', 'failed', 'delivered', 'cancelled'] as const
export type QueueTab = (typeof queueTabs)[number]

/** One image of one account. */
export type ImagePlace = { readonly profile: ProfileName; readonly id: ImageId }

/** What must be confirmed before it is done. */
export type Question =
  | { readonly kind: 'cancelJobs'; readonly jobs: readonly JobId[]; readonly count: number }
  | { readonly kind: 'cancelAll'; readonly count: number }
  | { readonly kind: 'removeFolder'; readonly folder: FolderId; readonly path: string }
  | { readonly kind: 'removeProfile'; readonly profile: string }
  | { readonly kind: 'deleteKey'; readonly profile: string; readonly key: string; readonly isLast: boolean }
  | { readonly kind: 'deleteVariant'; readonly profile: string; readonly variant: string; readonly count: number }
  | { readonly kind: 'deleteImages'; readonly profile: ProfileName; readonly images: readonly ImageId[] }
  /** Their ids change, and links to them die. `leftOut`: have an id of their own, and can never be private (images-api §3.3). */
  | {
      readonly kind: 'changeAccess'
      readonly profile: ProfileName
      readonly images: readonly ImageId[]
      readonly private: boolean
      readonly leftOut: number
    }
  | { readonly kind: 'changeImageAccess'; readonly image: ImagePlace; readonly isPrivate: boolean }
  | { readonly kind: 'deleteImage'; readonly image: ImagePlace; readonly name: string }

/** What floats above the screen; one at a time. */
export type Floating =
  | { readonly kind: 'palette' }
  | { readonly kind: 'keys' }
  | { readonly kind: 'pickFolder' }
  /** Where these originals are to be kept. */
  | { readonly kind: 'pickTarget'; readonly profile: ProfileName; readonly images: readonly ImageId[] }
  | { readonly kind: 'preflight'; readonly batch: BatchId }
  | { readonly kind: 'connect' }
  | { readonly kind: 'token'; readonly profile: string }
  | { readonly kind: 'diagnostics' }
  | { readonly kind: 'preview'; readonly job: JobId; readonly isActualSize: boolean }
  | {
      readonly kind: 'previewImage'
      readonly profile: ProfileName
      readonly image: ImageId
      readonly isActualSize: boolean
    }
  | { readonly kind: 'bulkFailures' }
  | { readonly kind: 'question'; readonly question: Question }

/** An outcome, told for a few seconds; problems stay until they are closed. */
export type Toast = { readonly id: number } & (
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'copied'; readonly count: number }
  | { readonly kind: 'leftOut'; readonly count: number }
  /** Links copied of which some are signed, and end. */
  | { readonly kind: 'copiedSigned'; readonly count: number }
  | { readonly kind: 'waits'; readonly count: number }
)

/** Where the person is and what they look at; the engine knows nothing of it. */
export type Ui = {
  readonly screen: Screen
  readonly tab: QueueTab
  readonly filter: string
  readonly library: LibraryWish
  /** Only photos of this folder; null for those added by hand, undefined for all. */
  readonly within: FolderId | null | undefined
  /** Only photos with this problem. */
  readonly reason: string | null
  /** How the last sheet was sent: the next one begins with it. */
  readonly sending: SendingSettings | null
  readonly selection: Selection
  readonly isInspecting: boolean
  /** Past the welcome, also with nothing done yet. */
  readonly hasBegun: boolean
  readonly floating: Floating | null
  readonly toasts: readonly Toast[]
  readonly variants: VariantDesk
}

/** Room for the details beside the list. */
export const roomy = '(width >= 1100px)'

/** Screens are addresses, so that back and forward work. */
export function openUi(): Cell<Ui> {
  const cell = createCell<Ui>({
    ...placeOf(location.hash),
    filter: '',
    library: everything,
    within: undefined,
    reason: null,
    sending: null,
    selection: nothingSelected,
    isInspecting: matchMedia(roomy).matches,
    hasBegun: false,
    floating: null,
    toasts: [],
    variants: emptyVariantDesk,
  })
  cell.watch(() => {
    const hash = hashOf(cell.get())
    if (location.hash !== hash) history.pushState(null, '', hash)
  })
  // A narrow window has no room beside the list: there the details open over it, when they are asked for.
  matchMedia(roomy).addEventListener('change', ({ matches }) => cell.change(ui => ({ ...ui, isInspecting: matches })))
  addEventListener('popstate', () =>
    cell.change(ui => ({ ...ui, ...placeOf(location.hash), selection: nothingSelected, floating: null })),
  )
  return cell
}

const hashOf = ({ screen, tab }: Pick<Ui, 'screen' | 'tab'>) => (screen === 'queue' ? `#/queue/${tab}` : `#/${screen}`)

export function placeOf(hash: string): Pick<Ui, 'screen' | 'tab'> {
  const [, name, of] = hash.split('/')
  const screen = screens.find(one => one === name) ?? 'queue'
  return { screen, tab: queueTabs.find(one => one === of) ?? 'now' }
}
