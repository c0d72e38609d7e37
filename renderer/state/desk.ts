import type { Bridge, JobId, Outcome, Problem, UploadJob } from '../../preload/contract/index.ts'
import type { Cell } from './cell.ts'
import type { Host } from './host.ts'
import type { Preferences } from './preferences.ts'
import { jobOf } from './selectors.ts'
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
  readonly preferences: Cell<Preferences>
  /** The engine as it is shown; there is a screen only when there is one. */
  view(): View
  /** Those of the selected jobs that are known here. */
  selectedJobs(): readonly UploadJob[]
  open(floating: Floating | null): void
  tell(toast: Told): void
  /** Waits for an order; a problem is told. True where it was done. */
  attempt(order: Promise<Outcome<unknown>>): Promise<boolean>
}

const toastMs = 5_000
const mostToasts = 4

export function openDesk(needs: Pick<Desk, 'host' | 'store' | 'ui' | 'preferences'>): Desk {
  const { store, ui } = needs
  let toasts = 0

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

  const problem = (what: Problem) => tell({ kind: 'problem', problem: what })

  return {
    ...needs,
    bridge: store.bridge,
    view,
    selectedJobs() {
      const shown = view()
      return [...ui.get().selection.ids].flatMap((id: JobId) => jobOf(shown, id) ?? [])
    },
    open: floating => ui.change(now => ({ ...now, floating })),
    tell,
    async attempt(order) {
      const outcome = await order
      if (!outcome.ok) problem(outcome.problem)
      return outcome.ok
    },
  }
}
