const signs: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  Delete: 'Del',
  ArrowUp: '↑',
  ArrowDown: '↓',
}

/** How a key of ours is called on this keyboard. */
export function nameOfKey(key: string, isMac: boolean): string {
  const parts = key === '+' ? [key] : key.split('+')
  const names = parts.map(part => {
    if (part === 'mod') return isMac ? '⌘' : 'Ctrl'
    if (part === 'shift') return isMac ? '⇧' : 'Shift'
    return signs[part] ?? (part.length === 1 ? part.toUpperCase() : part)
  })
  return names.join(isMac ? '' : '+')
}
