import { Menu } from '@mantine/core'
import type { MouseEvent } from 'react'
import type { Command } from './command.ts'
import { Shortcut } from './shortcut.tsx'

/** A point of the window. */
export type MenuPlace = { readonly x: number; readonly y: number }

const inset = 48
const menuClosers = ['mousedown', 'touchstart']

/** Under what has the focus, where no pointer says where. */
export function placeBelow(target: EventTarget): MenuPlace {
  if (!(target instanceof Element)) return { x: 0, y: 0 }
  const { left, bottom } = (target.closest('[role=row]') ?? target).getBoundingClientRect()
  return { x: left + inset, y: Math.min(bottom, innerHeight - inset) }
}

/** Where the pointer is; a menu that was asked for by a key has none. */
export function placeOfMenu({ clientX: x, clientY: y, currentTarget }: MouseEvent): MenuPlace {
  const { left, right, top, bottom } = currentTarget.getBoundingClientRect()
  return x >= left && x <= right && y >= top && y <= bottom && (x > 0 || y > 0) ? { x, y } : placeBelow(currentTarget)
}

type Props = { place: MenuPlace; label: string; commands: readonly Command[]; onClose(): void }

/** What can be done with something, where the person pointed at it. */
export function MenuAt({ place, label, commands, onClose }: Props) {
  return (
    <Menu
      opened
      position="bottom-start"
      offset={2}
      width={240}
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
      // The key that opened it is still on its way up the page.
      clickOutsideEvents={menuClosers}
      onChange={isOpen => !isOpen && onClose()}
      returnFocus={false}
    >
      <Menu.Target>
        <button
          type="button"
          className="menu-place"
          tabIndex={-1}
          aria-label={label}
          style={{ left: place.x, top: place.y }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {commands.map(({ name, label: words, shortcut, perform }) => (
          <Menu.Item key={name} rightSection={<Shortcut of={shortcut} />} onClick={perform}>
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
