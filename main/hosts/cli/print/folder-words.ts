import { explain, type FolderView } from '../../../../preload/contract/index.ts'
import { printable } from './printable.ts'

/** The state of a watched folder in words. `isRunning`: an engine follows it now. */
export function folderWords({ state }: FolderView, isRunning: boolean): string {
  switch (state.kind) {
    case 'paused':
      return 'Paused'
    case 'unreachable':
      return printable(`Not reachable: ${explain(state.because).title}`)
    case 'watching':
      if (!isRunning || state.hearing.kind === 'not-now') return 'Waits for the next run'
      if (state.hearing.kind === 'live') return 'Watching'
      return printable(`Watching, by a look every ${state.hearing.everyMs / 1_000} s (${state.hearing.because})`)
  }
}
