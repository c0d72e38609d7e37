import type {
  Bridge,
  JobId,
  Outcome,
  Preferences,
  SigningKey,
  UploadJob,
  Variant,
} from '../../preload/contract/index.ts'
import { type AccountShelf, createAccountShelf } from './account-shelf.ts'
import { type Bulk, openBulk } from './bulk.ts'
import { type Cell, createCell } from './cell.ts'
import type { Host } from './host.ts'
import type { ImageDraft } from './image-draft.ts'
import { type Library, openLibrary } from './library.ts'
import { jobsAmong } from './selectors.ts'
import type { Store } from './store.ts'
import type { Floating, Toast, Ui } from './ui.ts'
import type { View } from './view.ts'

type Told = Toast extends infer One ? (One extends Toast ? Omit<One, 'id'> : never) : never

/** All a person works with: the engine, the window and how they like it. Actions and screens get nothing else. */
export interface Desk {
  readonly host: Host
  readonly store: Store
  readonly bridge: Bridge
  readonly ui: Cell<Ui>
  /** What is on the account in use, as it is shown. */
  readonly library: Library
  readonly bulk: Bulk
  readonly variants: AccountShelf<readonly Variant[]>
  readonly signingKeys: AccountShelf<readonly SigningKey[]>
  /** What was typed of images and is not saved yet, by `draftKey`: it outlives looking at something else. */
  readonly drafts: Cell<ReadonlyMap<string, ImageDraft>>
  /** The engine as it is shown; there is a screen only when there is one. */
  view(): View
  /** Those of the selected jobs that are known here. */
  selectedJobs(): readonly UploadJob[]
  /** Kept by the engine, for every window of it. */
  prefer(what: Partial<Preferences>): void
  open(floating: Floating | null): void
  tell(toast: Told): void
  /** Waits for an order; a problem is told. True where it was done. */
  attempt(order: Promise<Outcome<unknown>>): Promise<boolean>
}

const toastMs = 5_000
const mostToasts = 4

export function openDesk(needs: Pick<Desk, 'host' | 'store' | 'ui'>): Desk {
  const { store, ui } = needs
  let toasts = 0
  let chosen: { of: View; ids: ReadonlySet<JobId>; jobs: readonly UploadJob[] } | null = null

  function view(): View {
    const shown = store.view.get()
    if (shown === null) throw new Error('nothing is shown yet')
    return shown
  }

  function tell(told: Told): void {
    toasts += 1
    const id = toasts
    const toast: Toast = { ...told, id }
    ui.change(now => ({ ...now, toasts: [...now.toasts, toast].slice(-mostToasts) }))
    if (toast.kind === 'problem') return
    setTimeout(() => ui.change(now => ({ ...now, toasts: now.toasts.filter(one => one.id !== id) })), toastMs)
  }

  async function attempt(order: Promise<Outcome<unknown>>): Promise<boolean> {
    const outcome = await order
    if (!outcome.ok) tell({ kind: 'problem', problem: outcome.problem })
    return outcome.ok
  }

  return {
    ...needs,
    bridge: store.bridge,
    library: openLibrary(store.bridge, problem => tell({ kind: 'problem', problem })),
    bulk: openBulk(),
    variants: createAccountShelf(async profile => {
      const listed = await store.bridge.listVariants({ profile })
      return listed.ok ? { ok: true, value: listed.value.variants } : listed
    }),
    signingKeys: createAccountShelf(async profile => {
      const listed = await store.bridge.listSigningKeys({ profile })
      return listed.ok ? { ok: true, value: listed.value.keys } : listed
    }),
    drafts: createCell<ReadonlyMap<string, ImageDraft>>(new Map()),
    view,
    selectedJobs() {
      const [shown, { ids }] = [view(), ui.get().selection]
      // A dozen actions ask for them in one breath.
      if (chosen?.of !== shown || chosen.ids !== ids) chosen = { of: shown, ids, jobs: jobsAmong(shown, ids) }
      return chosen.jobs
    },
    open: floating => ui.change(now => ({ ...now, floating })),
    tell,
    prefer: what => void attempt(store.bridge.changePreferences(what)),
    attempt,
  }
}
