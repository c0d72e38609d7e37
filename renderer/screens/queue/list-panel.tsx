import type { ReactNode } from 'react'
import { SelectionBar } from './selection-bar.tsx'
import { useCommands } from './use-commands.ts'

export const panelId = 'queue-panel'

/** Wires what stands around every list of the queue: its place, and what can be done with the selection. */
export function ListPanel({ label, selected, children }: { label: string; selected: number; children: ReactNode }) {
  const commands = useCommands()
  return (
    <div className="list-panel" role="tabpanel" id={panelId} aria-label={label}>
      {children}
      {selected > 0 && <SelectionBar count={selected} choices={commands} />}
    </div>
  )
}
