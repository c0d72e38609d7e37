/** A body of at most so many bytes; null when there is more, so that no caller fills our memory. */
export async function readBounded(request: Request, mostBytes: number): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of request.body ?? []) {
    total += chunk.length
    if (total > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
