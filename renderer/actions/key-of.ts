export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent)

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** How a pressed key is written in an action: `mod+k`, `p`, `?`. */
export function keyOf({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed): string {
  const name = key.length === 1 ? key.toLowerCase() : key
  // A question mark needs Shift on most keyboards: there it belongs to the sign.
  const isShifted = shiftKey && (key.length > 1 || /[a-z]/i.test(key))
  const parts = [ctrlKey || metaKey ? 'mod' : '', altKey ? 'alt' : '', isShifted ? 'shift' : '', name]
  return parts.filter(part => part !== '').join('+')
}
