import { app, type BrowserWindow } from 'electron'
import type { EngineLine } from './engine-line.ts'

type Needs = {
  line: Pick<EngineLine, 'stop' | 'start'>
  /** Closes the window; false where a person stays with what is in it. */
  leave(): Promise<boolean>
}

/** Whoever ends the program (a menu, a log-off, a signal): the engine is stopped first, cleanly and once. */
export interface Quitting {
  readonly isQuitting: boolean
  /** Stops the engine, so that what replaces the program may end it. */
  prepare(): Promise<void>
  /** Nothing replaced it after all: the engine works again. */
  takeBack(): void
  /** Ends the program without a question: the system waits for nobody. */
  now(): void
}

export function watchQuit({ line, leave }: Needs): Quitting {
  let stopping: Promise<void> | null = null
  let hasStopped = false

  function prepare(): Promise<void> {
    stopping ??= line.stop().then(() => {
      hasStopped = true
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
  // Windows says it to each window, a few seconds before it ends us; without a window the engine is killed, and recovers.
  app.on('browser-window-created', (_event, window: BrowserWindow) => window.on('session-end', () => void prepare()))
  // Not before: the runtime sets its own on the way there.
  void app.whenReady().then(() => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, now)
  })
  return {
    get isQuitting() {
      return stopping !== null
    },
    prepare,
    takeBack() {
      stopping = null
      hasStopped = false
      line.start()
    },
    now,
  }
}
