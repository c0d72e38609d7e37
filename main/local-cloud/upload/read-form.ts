import type { IncomingMessage } from 'node:http'
import { bareName } from './bare-name.ts'
import type { FieldList } from './field-list.ts'
import { type FileSink, openFileSink } from './file-sink.ts'
import { boundaryOf, createFormScanner } from './form-scanner.ts'
import { limits } from '../limits.ts'
import { readBody, type Throttle } from './read-body.ts'
import { formExpected, type Refusal, refuse } from '../reply.ts'

/** A file that was received, counted and hashed on its way to the disk. */
export type Received = { filename: string | null; bytes: number; sha256: string }

type Form = { kind: 'form'; file: Received | null }

/**
 * Reads a request's form to its end. Its `file`, if it has one, is put on disk at `path` as it arrives; its text fields
 * go to `fields`, or nowhere.
 */
export async function readForm(
  request: IncomingMessage,
  path: string,
  throttle: Throttle,
  fields?: FieldList,
): Promise<Form | { kind: 'broken' } | Refusal> {
  const boundary = boundaryOf(request.headers['content-type'])
  if (boundary === null) {
    const end = await readBody(request, limits.patienceBytes, throttle)
    return end === 'broken' ? { kind: 'broken' } : refuse(5415, formExpected)
  }
  const parts = createParts(path, fields)
  try {
    const scanner = createFormScanner(boundary, parts)
    const end = await readBody(request, limits.patienceBytes, throttle, scanner.write)
    if (end === 'broken') return { kind: 'broken' }
    if (end === 'enough' || parts.isTooLarge()) return refuse(5413, 'The file exceeds the maximum size of 10 MB')
    if (!scanner.isComplete()) return refuse(5400, 'Bad request: incomplete multipart stream')
    if (fields?.isOver()) return refuse(5400, 'Bad request: error parsing form fields: they are too many or too long')
    if (parts.files() > 1) return refuse(5400, 'Bad request: the form must not hold more than one file')
    return { kind: 'form', file: parts.received() }
  } finally {
    parts.close()
  }
}

/** Sends each part's bytes where they belong. */
function createParts(path: string, fields: FieldList | undefined) {
  let sink: FileSink | null = null
  let filename: string | null = null
  let files = 0
  let takes: ((bytes: Buffer) => void) | undefined
  const takeFile = (bytes: Buffer) => {
    if (sink && sink.bytes() <= limits.fileBytes) sink.take(bytes)
  }
  return {
    onPart(part: { name: string; filename: string | null }): void {
      takes = undefined
      if (part.name === 'file') {
        files += 1
        if (files > 1) return
        sink = openFileSink(path)
        filename = part.filename
        takes = takeFile
      } else if (fields && part.filename === null) {
        fields.begin(part.name)
        takes = fields.take
      }
    },
    onBytes: (bytes: Buffer): void => takes?.(bytes),
    files: (): number => files,
    isTooLarge: (): boolean => sink !== null && sink.bytes() > limits.fileBytes,
    received: (): Received | null =>
      sink && { filename: bareName(filename), bytes: sink.bytes(), sha256: sink.sha256() },
    close: (): void => sink?.close(),
  }
}
