import { commands, type Handlers } from './commands.ts'

/** The whole width of the wall between an engine and those who use it. Values are plain: they survive JSON. */
export interface Transport {
  call(name: string, input: unknown): Promise<unknown>
  /** Every feed event from now on; the answer stops listening. */
  listen(receive: (event: unknown) => void): () => void
}

export type Bridge = Handlers & { onEvent: Transport['listen'] }

/** One typed method per row of `commands`, over any transport. */
export function createBridge(transport: Transport): Bridge {
  const calls = Object.keys(commands).map(name => [name, (input: unknown) => transport.call(name, input)])
  // The only cast: the other side validates every call against the same table.
  return { ...Object.fromEntries(calls), onEvent: transport.listen } as Bridge
}
