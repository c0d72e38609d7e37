import { z } from 'zod'

/** A time of day on the computer's own clock. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as 22:00')
export type TimeOfDay = z.infer<typeof TimeOfDay>

/** From when to when, each day, uploads stand still, or take no more than so many bytes per second. May go past midnight. */
export const QuietHours = z
  .object({ from: TimeOfDay, to: TimeOfDay, bytesPerSecond: z.number().int().min(1_000).nullable() })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'they end when they begin; choose another time' })
export type QuietHours = z.infer<typeof QuietHours>

/** How the window looks and copies, and when uploads keep quiet. `system`: as the computer says. */
export const Preferences = z.object({
  language: z.enum(['system', 'en', 'de']),
  theme: z.enum(['system', 'dark', 'light']),
  quietHours: QuietHours.nullable(),
  /** Of the rows of a grid, in pixels. */
  gridHeight: z.number().int().min(90).max(360),
  /** The form in which a link was copied last. */
  linkForm: z.enum(['url', 'markdown', 'html', 'picture', 'template']),
  linkTemplate: z.string().max(4_096),
  /** The variant whose link was copied last. */
  linkVariant: z.string().min(1).max(99),
  /** Sections of the details that are folded away, by name. */
  foldedSections: z.array(z.string().max(40)).max(40),
})
export type Preferences = z.infer<typeof Preferences>

export const defaultPreferences: Preferences = {
  language: 'system',
  theme: 'dark',
  quietHours: null,
  gridHeight: 180,
  linkForm: 'url',
  linkTemplate: '{url}',
  linkVariant: 'public',
  foldedSections: ['signed-public'],
}
