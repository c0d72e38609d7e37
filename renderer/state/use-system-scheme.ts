import { useSyncExternalStore } from 'react'

const light = () => matchMedia('(prefers-color-scheme: light)')

function watch(look: () => void): () => void {
  const query = light()
  query.addEventListener('change', look)
  return () => query.removeEventListener('change', look)
}

/** Dark or light, as chosen or as the system has it. */
export function useSystemScheme(chosen: 'system' | 'dark' | 'light'): 'dark' | 'light' {
  const isLight = useSyncExternalStore(watch, () => light().matches)
  if (chosen !== 'system') return chosen
  return isLight ? 'light' : 'dark'
}
