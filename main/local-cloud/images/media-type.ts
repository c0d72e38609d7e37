import type { Original } from './image-record.ts'

/** The content type of an original. */
export const mediaType = (format: Original['format']): string =>
  format === 'svg' ? 'image/svg+xml' : `image/${format}`
