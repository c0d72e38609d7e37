/** Listens to one line: its signal aborts once nothing has moved for a while. Quiet until first told that something moved. */
export type Silence = { signal: AbortSignal; moved(): void; rest(): void }

export function listenForSilence(quietMs: number): Silence {
  const over = new AbortController()
  let patience: NodeJS.Timeout | undefined
  const rest = () => clearTimeout(patience)
  return {
    signal: over.signal,
    moved() {
      rest()
      // The line itself keeps the program running for as long as there is something to wait for.
      patience = setTimeout(() => over.abort(), quietMs).unref()
    },
    rest,
  }
}
