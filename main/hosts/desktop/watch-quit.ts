import { app, type BrowserWindow } from 'electron'
import type { EngineLine } from './engine-line.ts'

type Needs = {
  line: Pick<EngineLine, 'stop'>
  /** Closes the window; false where a person stays with what is in it. */
  leave(): Promise<boolean>
  end(): void
}

/** Whoever ends the program (a menu, a log-off, a signal): the engine is stopped first, cleanly and once. */
export interface Quitting {
  readonly isQuitting: boolean
  /** Stops the engine, so that what replaces the program may end it. */
  prepare(): Promise<void>
  /** Ends the program without a question: the system waits for nobody. */
  now(): void
}

export function watchQuit({ line, leave, end }: Needs): Quitting {
  let stopping: Promise<void> | null = null
  let hasStopped = false

  function prepare(): Promise<void> {
    stopping ??= line.stop().then(() => {
      hasStopped = true
      end()
    })
    return stopping
  }

  const now = () => void prepare().then(() => app.quit())

  app.on('before-quit', event => {
    if (hasStopped) return
    event.preventDefault()
    if (stopping !== null) now()
    // Asked while the engine still works: who stays goes on as before.
    else void leave().then(mayEnd => mayEnd && now())
  })
  // The engine works on without a window.
  app.on('window-all-closed', () => {})
  // Windows says it to each window, a few seconds before it ends us.
  app.on('browser-window-created', (_event, window: BrowserWindow) => window.on('session-end', () => void prepare()))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, now)
  return {
    get isQuitting() {
      return stopping !== null
    },
    prepare,
    now,
  }
}
