import { limits } from '../limits.ts'

/** A file's name alone, as the API keeps it: without a path, and not too long. */
export const bareName = (filename: string | null): string | null =>
  filename
    ?.split(/[\\/]/)
    .at(-1)
    ?.slice(0, limits.filenameCharacters)
    // The cut may have halved a character.
    .replace(/[\ud800-\udbff]$/, '') || null
