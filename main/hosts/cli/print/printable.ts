// oxlint-disable-next-line no-control-regex -- these are exactly what must not reach a terminal
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

/** A name as a terminal may show it: whatever could move the cursor or turn the text becomes visible instead. */
export const printable = (text: string): string =>
  text.replace(unprintable, found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`)
