const newline = 0x0a

type Reader = {
  /** Bytes of one line, without its end. */
  onLine(line: string): void
  /** The line went past the limit: nothing after it is read. */
  onTooLong(): void
}

/** Cuts a stream of bytes into lines and keeps no more than `mostBytes` of an unfinished one. */
export function createLineReader(mostBytes: number, { onLine, onTooLong }: Reader): (chunk: Uint8Array) => void {
  let parts: Uint8Array[] = []
  let length = 0
  let isClosed = false

  return chunk => {
    let rest = chunk
    while (!isClosed) {
      const end = rest.indexOf(newline)
      const part = end === -1 ? rest : rest.subarray(0, end)
      length += part.length
      if (length > mostBytes) {
        isClosed = true
        parts = []
        return onTooLong()
      }
      if (part.length > 0) parts.push(part)
      if (end === -1) return
      const line = Buffer.concat(parts).toString('utf8')
      parts = []
      length = 0
      rest = rest.subarray(end + 1)
      if (line.trim() !== '') onLine(line)
    }
  }
}
