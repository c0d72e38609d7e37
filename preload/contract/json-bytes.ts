/** How many bytes a value takes as JSON in UTF-8: what the service counts for metadata (images-api §3.1). */
export const jsonBytes = (value: unknown): number =>
  encodeURIComponent((JSON.stringify(value) ?? '').toWellFormed()).replace(/%../g, '.').length
