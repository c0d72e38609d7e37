/** The library, in English. */
export const library = {
  library: {
    title: 'Library',
  },
} as const
