import { z } from 'zod'
import { About, Diagnostics } from './diagnostics.ts'
import { LogPage, LogQuery } from './log.ts'

const Nothing = z.object({})

/** For who looks after the program itself. Rows of `commands`. */
export const supportCommands = {
  about: { input: Nothing, output: About },
  /** One page of the log, of this run and those before. */
  readLog: { input: LogQuery, output: LogPage },
  /** All that may be shown to who helps, as one value. */
  describeAll: { input: Nothing, output: Diagnostics },
} as const
