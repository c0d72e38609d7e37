/** Where a command reads and writes. Lines may hold no control characters; each ends with one line break. */
export type Terminal = {
  readonly env: Record<string, string | undefined>
  readonly cwd: string
  /** A person reads standard output, rather than a file or a program. */
  readonly isScreen: boolean
  readonly columns: number
  /** Ends what is going on: Ctrl-C, or nobody reads what we write any more (reason `unread`). */
  readonly interrupted: AbortSignal
  out(line: string): void
  err(line: string): void
  /** Draws the one line that changes, below all others; null takes it away. Without a screen it is not drawn. */
  progress(line: string | null): void
  /** Asks without showing what is typed; without a person, reads standard input to its end. */
  askSecret(question: string): Promise<string>
  /** Asks a person in plain sight; null where there is none. After Ctrl-C the answer is empty. */
  ask(question: string): Promise<string | null>
  /** Standard input as it comes. */
  readonly input: AsyncIterable<Uint8Array>
}

/** Resolves when the run is to end. */
export const untilInterrupted = (terminal: Pick<Terminal, 'interrupted'>): Promise<'interrupted'> =>
  new Promise(resolve => {
    const { interrupted } = terminal
    if (interrupted.aborted) return resolve('interrupted')
    interrupted.addEventListener('abort', () => resolve('interrupted'), { once: true })
  })
