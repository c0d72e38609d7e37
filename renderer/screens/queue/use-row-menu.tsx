import { type ReactNode, useCallback, useRef, useState } from 'react'
import { preview } from '../../actions/queue-actions.ts'
import { toggleInspector } from '../../actions/navigation.ts'
import { MenuAt, type MenuPlace } from '../../parts/menu-at.tsx'
import { choose } from '../../state/selection.ts'
import { useDesk } from '../../state/use-desk.ts'
import { useLanguage } from '../../text/language.ts'
import { useCommands } from './use-commands.ts'

/** The menu of a row. What is asked about without being selected becomes the selection, as in any photo program. */
export function useRowMenu(isPreviewed: boolean): { menu: ReactNode; onMenu(id: string, at: MenuPlace): void } {
  const desk = useDesk()
  const { text } = useLanguage()
  const [place, setPlace] = useState<MenuPlace | null>(null)
  const before = useRef<Element | null>(null)
  const commands = useCommands()
  const onMenu = useCallback(
    (id: string, at: MenuPlace) => {
      desk.ui.change(ui =>
        ui.selection.ids.has(id)
          ? ui
          : { ...ui, selection: choose([id], ui.selection, id, { range: false, toggle: false }) },
      )
      before.current = document.activeElement
      setPlace(at)
    },
    [desk],
  )
  const looks = [...(isPreviewed ? [preview] : []), toggleInspector].map(action => ({
    name: action.name,
    label: text.actions[action.name],
    shortcut: action.keys[0],
    perform: () => action.perform(desk),
  }))
  const close = () => {
    setPlace(null)
    // Unless what was chosen has taken the focus to itself, it goes back to the row.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body && before.current instanceof HTMLElement) before.current.focus()
    })
  }
  const menu = place !== null && (
    <MenuAt place={place} label={text.queue.rowMenu} commands={[...commands, ...looks]} onClose={close} />
  )
  return { menu, onMenu }
}
