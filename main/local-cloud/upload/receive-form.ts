import type { IncomingMessage } from 'node:http'
import { bareName } from './bare-name.ts'
import { type FileSink, openFileSink } from './file-sink.ts'
import { boundaryOf, createFormScanner } from './form-scanner.ts'
import type { FormTexts } from './form-texts.ts'
import { limits } from '../limits.ts'
import { readBody, type Throttle } from './read-body.ts'
import { formExpected, type Refusal, refuse } from '../reply.ts'

/** A file that was received, counted and hashed on its way to the disk. */
export type Received = { filename: string | null; bytes: number; sha256: string }
type Reception = { kind: 'received'; value: Received } | { kind: 'broken' } | Refusal

/**
 * Reads an upload's form to its end and puts its `file` on disk at `path` as it arrives. With `texts`, its other fields
 * are collected there, and it may do without a file.
 */
export async function receiveForm(request: IncomingMessage, path: string, throttle: Throttle): Promise<Reception>
export async function receiveForm(
  request: IncomingMessage,
  path: string,
  throttle: Throttle,
  texts: FormTexts,
): Promise<Reception | { kind: 'no-file' }>
export async function receiveForm(
  request: IncomingMessage,
  path: string,
  throttle: Throttle,
  texts?: FormTexts,
): Promise<Reception | { kind: 'no-file' }> {
  const boundary = boundaryOf(request.headers['content-type'])
  if (boundary === null) {
    const end = await readBody(request, limits.patienceBytes, throttle)
    return end === 'broken' ? { kind: 'broken' } : refuse(5415, formExpected)
  }
  const parts = createParts(path, texts)
  try {
    const scanner = createFormScanner(boundary, parts)
    const end = await readBody(request, limits.patienceBytes, throttle, scanner.write)
    if (end === 'broken') return { kind: 'broken' }
    if (end === 'enough' || parts.isTooLarge()) return refuse(5413, 'The file exceeds the maximum size of 10 MB')
    if (!scanner.isComplete()) return refuse(5400, 'Bad request: incomplete multipart stream')
    const refusal = texts?.refusal()
    if (refusal) return refusal
    if (texts && parts.files() === 0) return { kind: 'no-file' }
    const value = parts.files() === 1 ? parts.received() : null
    return value ? { kind: 'received', value } : refuse(5400, 'Bad request: the form must hold exactly one file')
  } finally {
    parts.close()
  }
}

/** Sends each part's bytes where they belong. The file is made when its part begins, so a form without one leaves none. */
function createParts(path: string, texts: FormTexts | undefined) {
  let sink: FileSink | null = null
  let filename: string | null = null
  let files = 0
  let isFile = false
  return {
    onPart(part: { name: string; filename: string | null }): void {
      isFile = part.name === 'file'
      if (!isFile) return texts?.begin(part.name)
      files += 1
      sink ??= openFileSink(path)
      filename = part.filename
    },
    onBytes(bytes: Buffer): void {
      if (!isFile) texts?.take(bytes)
      else if (sink && files === 1 && sink.bytes() <= limits.fileBytes) sink.take(bytes)
    },
    files: (): number => files,
    isTooLarge: (): boolean => sink !== null && sink.bytes() > limits.fileBytes,
    received: (): Received | null =>
      sink && { filename: bareName(filename), bytes: sink.bytes(), sha256: sink.sha256() },
    close: (): void => sink?.close(),
  }
}
