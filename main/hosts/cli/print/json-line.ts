import { printable } from './printable.ts'

/** A value as one line of JSON that a terminal may show: control characters in it are written as JSON writes them. */
export const jsonLine = (value: unknown): string => printable(JSON.stringify(value))
