import { Failure } from './failure.ts'

/** A page of 1,000 images with 100 variants each takes some 15 MB; nothing the service says is longer. */
const mostBytes = 32 * 2 ** 20

/** An answer's body as text, as long as it keeps to a bound: a service gone mad must not fill the memory. */
export async function readText(status: number, body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > mostBytes) {
      throw new Failure({ code: 'not-understood', status, detail: `the answer is longer than ${mostBytes} bytes` })
    }
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}
