import type { Text } from '../en.ts'

/** The library, in German. */
export const library: Pick<Text, 'library'> = {
  library: {
    title: 'Bibliothek',
  },
}
