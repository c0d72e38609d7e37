/** Text as it is searched and sorted by: without case, accents and the like. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    // SQLite compares a text only as far as its first zero.
    .replace(/\p{M}|\0/gu, '')
    .toLowerCase()
    // The one letter whose small form depends on what comes after it.
    .replaceAll('ς', 'σ')

/** The words a search is made of: each of them must be found. */
export const wordsIn = (text: string): string[] => [...new Set(foldText(text).split(/\s+/))].filter(word => word !== '')
