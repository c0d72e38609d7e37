import type { Outcome } from '../../../preload/contract/index.ts'
import type { Dispatch } from '../dispatch.ts'

/** What another program of the same person may ask of the host rather than of the engine; a page may not. */
export type HostCommands = Map<string, (input: unknown) => Outcome<unknown> | Promise<Outcome<unknown>>>

/** A new address that lets one browser in: answers `{ url }`. Only `serve` knows it. */
export const freshAddress = 'freshAddress'

/** Photos and links for the window of the desktop, from another start of it. Only the desktop knows it. */
export const handOver = 'handOver'

/** The engine's commands, and those of the host before them. A host may add its own at any time. */
export const withHostCommands =
  (dispatch: Dispatch, commands: HostCommands): Dispatch =>
  async (name, input) => {
    const command = typeof name === 'string' ? commands.get(name) : undefined
    return command === undefined ? dispatch(name, input) : command(input)
  }
