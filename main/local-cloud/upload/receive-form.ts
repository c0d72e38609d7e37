import type { IncomingMessage } from 'node:http'
import { type FileSink, openFileSink } from './file-sink.ts'
import { boundaryOf, createFormScanner } from './form-scanner.ts'
import type { FormTexts } from './form-texts.ts'
import { limits } from '../limits.ts'
import { readBody, type Throttle } from './read-body.ts'
import { formExpected, type Refusal, refuse } from '../reply.ts'

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
    await readBody(request, limits.patienceBytes, throttle)
    return refuse(5415, formExpected)
  }
  const sink = openFileSink(path)
  try {
    return await receive(request, sink, boundary, throttle, texts)
  } finally {
    sink.close()
  }
}

async function receive(
  request: IncomingMessage,
  sink: FileSink,
  boundary: string,
  throttle: Throttle,
  texts: FormTexts | undefined,
): Promise<Reception | { kind: 'no-file' }> {
  let isFile = false
  let files = 0
  let filename: string | null = null
  const scanner = createFormScanner(boundary, {
    onPart(part) {
      isFile = part.name === 'file'
      if (!isFile) return texts?.begin(part.name)
      files += 1
      filename = part.filename
    },
    onBytes(bytes) {
      if (!isFile) texts?.take(bytes)
      else if (files === 1 && sink.bytes() <= limits.fileBytes) sink.take(bytes)
    },
  })

  const end = await readBody(request, limits.patienceBytes, throttle, scanner.write)
  if (end === 'broken') return { kind: 'broken' }
  if (end === 'enough' || sink.bytes() > limits.fileBytes)
    return refuse(5413, 'The file exceeds the maximum size of 10 MB')
  if (!scanner.isComplete()) return refuse(5400, 'Bad request: incomplete multipart stream')
  const refusal = texts?.refusal()
  if (refusal) return refusal
  if (texts && files === 0) return { kind: 'no-file' }
  if (files !== 1) return refuse(5400, 'Bad request: the form must hold exactly one file')
  return { kind: 'received', value: { filename: shorten(filename), bytes: sink.bytes(), sha256: sink.sha256() } }
}

/** The name alone, without a path, as long as the API keeps it. */
const shorten = (filename: string | null): string | null =>
  filename?.split(/[\\/]/).at(-1)?.slice(0, limits.filenameCharacters) || null
