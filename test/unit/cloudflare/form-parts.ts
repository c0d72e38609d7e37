import { Busboy } from '@fastify/busboy'

export type Part = { field: string; name: string; type: string; bytes: Buffer }

/** The files and texts of a form, read by a parser that is none of ours. */
export function formParts(type: string, bytes: Uint8Array): Promise<{ files: Part[]; texts: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    const files: Part[] = []
    const texts: Record<string, string> = {}
    const parser = new Busboy({ headers: { 'content-type': type }, preservePath: true })
    parser.on('file', (field, stream, name, _encoding, mimeType) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => files.push({ field, name, type: mimeType, bytes: Buffer.concat(chunks) }))
    })
    parser.on('field', (field, text) => (texts[field] = text))
    parser.on('finish', () => resolve({ files, texts }))
    parser.on('error', reject)
    parser.end(bytes)
  })
}
