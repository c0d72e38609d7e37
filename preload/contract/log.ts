import { z } from 'zod'
import { Instant } from './ids.ts'

export const LogLevel = z.enum(['info', 'warn', 'error'])
export type LogLevel = z.infer<typeof LogLevel>

/** A place in the log, between two lines. */
const Mark = z.string().regex(/^\d{1,24}:\d{1,15}$/, 'a mark as the log gave it')

/** One line of the log, without secrets, and with paths cut to what tells them apart. `id` is its mark. */
export const LogLine = z.object({
  id: Mark,
  at: Instant,
  level: LogLevel,
  what: z.string(),
  facts: z.record(z.string(), z.string()),
})
export type LogLine = z.infer<typeof LogLine>

/** Which lines: the last ones, or those on from a mark of a page before. */
export const LogQuery = z.object({
  levels: z.array(LogLevel).min(1).optional(),
  /** Somewhere in the line as it is shown, in any case. */
  text: z.string().max(200).optional(),
  from: z.object({ mark: Mark, toward: z.enum(['older', 'newer']) }).optional(),
  limit: z.number().int().min(1).max(1_000).default(200),
})
export type LogQuery = z.output<typeof LogQuery>

/** Newest last. There may be more at `older`, also where this page holds none; null where there are none. What is written from now on follows on `newer`. */
export const LogPage = z.object({ lines: z.array(LogLine), older: Mark.nullable(), newer: Mark.nullable() })
export type LogPage = z.infer<typeof LogPage>
