import type { Command } from 'commander'
import type { Terminal } from './terminal.ts'

/** What every command gets: where to add itself, where to write, and which home it is about. */
export type Cli = {
  program: Command
  terminal: Terminal
  home: string
  /** From the environment; never from an argument. */
  apiToken: string | undefined
  /** Makes an action of something that ends with an exit code. */
  act<Given extends unknown[]>(run: (...given: Given) => Promise<number>): (...given: Given) => Promise<void>
}
