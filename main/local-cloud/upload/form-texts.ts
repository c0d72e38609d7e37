import { limits } from '../limits.ts'
import { type Refusal, refuse } from '../reply.ts'

export type FormTexts = ReturnType<typeof createFormTexts>

/** Collects the text fields of a form while its file goes to disk, up to a bound; past it the form is refused. */
export function createFormTexts() {
  const fields: { name: string; chunks: Buffer[] }[] = []
  let bytes = 0
  let isTooMuch = false
  const fits = (more: number): boolean => {
    bytes += more
    isTooMuch ||= bytes > limits.formText.bytes
    return !isTooMuch
  }
  return {
    begin(name: string): void {
      isTooMuch ||= fields.length === limits.formText.fields
      if (fits(Buffer.byteLength(name))) fields.push({ name, chunks: [] })
    },
    take(bytes: Buffer): void {
      // A copy: what arrived is a view that is soon overwritten.
      if (fits(bytes.length)) fields.at(-1)?.chunks.push(Buffer.from(bytes))
    },
    refusal: (): Refusal | undefined =>
      isTooMuch ? refuse(5400, 'Bad request: the text fields of the form are too many or too long') : undefined,
    all: (): [name: string, text: string][] =>
      fields.map(({ name, chunks }) => [name, Buffer.concat(chunks).toString()]),
  }
}
