import { createContext, use } from 'react'
import type { Desk } from './desk.ts'
import type { Ui } from './ui.ts'
import { useCell } from './use-cell.ts'
import type { View } from './view.ts'

export const DeskContext = createContext<Desk | null>(null)

export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (desk === null) throw new Error('there is no desk around this part')
  return desk
}

/** A part of what the engine told; `select` must be the same function each time. */
export function useView<Part>(select: (view: View) => Part): Part {
  const { store, view } = useDesk()
  return useCell({ get: view, watch: store.view.watch }, select)
}

export const useUi = <Part>(select: (ui: Ui) => Part): Part => useCell(useDesk().ui, select)
