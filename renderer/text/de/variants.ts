import type { Text } from '../en.ts'

/** The variants, in German. */
export const variants: Pick<Text, 'variants'> = {
  variants: {
    title: 'Varianten',
  },
}
