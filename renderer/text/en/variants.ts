/** The variants, in English. */
export const variants = {
  variants: {
    title: 'Variants',
  },
} as const
