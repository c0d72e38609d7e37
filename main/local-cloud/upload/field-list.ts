export type FieldList = ReturnType<typeof createFieldList>

const MOST_FIELDS = 100
const MOST_BYTES = 65_536
const MOST_NAME_BYTES = 1024

/** The text fields of a form, gathered as they arrive and within bounds; what goes beyond is not kept. */
export function createFieldList() {
  const found: { name: string; chunks: Buffer[] }[] = []
  let bytes = 0
  let isOver = false

  const fits = (nameBytes: number, more: number) => {
    bytes += more
    isOver ||= found.length > MOST_FIELDS || nameBytes > MOST_NAME_BYTES || bytes > MOST_BYTES
    return !isOver
  }
  return {
    begin(name: string): void {
      const nameBytes = Buffer.byteLength(name)
      const field = { name, chunks: [] }
      found.push(field)
      if (!fits(nameBytes, nameBytes)) found.pop()
    },
    /** Bytes of the field begun last. */
    take(chunk: Buffer): void {
      // What arrives is a view of a larger chunk; kept, it would keep that too.
      if (fits(0, chunk.length)) found.at(-1)?.chunks.push(Buffer.from(chunk))
    },
    isOver: (): boolean => isOver,
    list: (): (readonly [name: string, value: string])[] =>
      found.map(({ name, chunks }) => [name, Buffer.concat(chunks).toString()]),
  }
}
