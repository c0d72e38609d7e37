import { z } from 'zod'

/** One list of a folder picker stops here; the rest is said to be left out. */
export const mostPlaces = 2_000

/** A folder that may be chosen. */
export const Place = z.object({ name: z.string(), path: z.string() })
export type Place = z.infer<typeof Place>

/**
 * The folders in one place, for a folder picker that runs in a browser. `here` is null in the list of the roots themselves;
 * `above` is null there and in a root. `more`: there are others, left out.
 */
export const Places = z.object({
  here: Place.nullable(),
  above: z.string().nullable(),
  folders: z.array(Place),
  more: z.boolean(),
})
export type Places = z.infer<typeof Places>
