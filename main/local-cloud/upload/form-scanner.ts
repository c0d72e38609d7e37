import { parseHeader } from './header-parameters.ts'

type Part = { name: string; filename: string | null }
type Listener = {
  onPart(part: Part): void
  /** A view of what was written: valid as long as the chunk is. */
  onBytes(bytes: Buffer): void
}

const MOST_HEADER_BYTES = 16_384
const MOST_PARTS = 1000
const LINE_BREAK = Buffer.from('\r\n')
const BLANK_LINE = Buffer.from('\r\n\r\n')

/** The boundary a multipart form is announced with. */
export function boundaryOf(contentType: string | undefined): string | null {
  const { value, parameters } = parseHeader(contentType ?? '')
  const boundary = value === 'multipart/form-data' ? parameters.get('boundary') : undefined
  return boundary && boundary.length <= 70 && isLatin(boundary) ? boundary : null
}

const isLatin = (text: string) => /^[\x20-\x7e]*$/.test(text)

/** Finds the parts of a form as its bytes arrive, and holds back no more than a part's headers or a boundary might need. */
export function createFormScanner(boundary: string, listener: Listener) {
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  let state: 'preamble' | 'after-delimiter' | 'headers' | 'body-start' | 'body' | 'end' | 'malformed' = 'preamble'
  // The first boundary needs no line break before it.
  let held: Buffer = LINE_BREAK
  let parts = 0

  /** Reads on from `rest`; answers what is left to read, or null when more bytes are needed. */
  const step = (rest: Buffer): Buffer | null => {
    switch (state) {
      case 'after-delimiter': {
        const blanks = countBlanks(rest)
        if (rest.length < blanks + 2 && blanks <= MOST_HEADER_BYTES) return keep(rest)
        const mark = blanks > MOST_HEADER_BYTES ? '' : rest.toString('latin1', blanks, blanks + 2)
        state = mark === '--' ? 'end' : mark === '\r\n' && parts < MOST_PARTS ? 'headers' : 'malformed'
        return rest.subarray(blanks + 2)
      }
      case 'headers': {
        const end = rest.subarray(0, MOST_HEADER_BYTES).indexOf(BLANK_LINE)
        if (end < 0 && rest.length < MOST_HEADER_BYTES) return keep(rest)
        const part = end < 0 ? null : partOf(rest.toString('utf8', 0, end))
        state = part ? 'body-start' : 'malformed'
        if (!part) return null
        parts += 1
        listener.onPart(part)
        return rest.subarray(end + LINE_BREAK.length)
      }
      case 'body-start': {
        // Of an empty part the boundary begins with the very line break that ends the headers.
        if (rest.length < delimiter.length && isStartOf(delimiter, rest)) return keep(rest)
        state = 'body'
        return isStartOf(rest, delimiter) ? rest : rest.subarray(LINE_BREAK.length)
      }
      case 'preamble':
      case 'body': {
        const at = rest.indexOf(delimiter)
        const end = at < 0 ? safeEnd(rest, delimiter) : at
        if (state === 'body' && end > 0) listener.onBytes(rest.subarray(0, end))
        if (at < 0) return keep(rest.subarray(end))
        state = 'after-delimiter'
        return rest.subarray(at + delimiter.length)
      }
      case 'end':
      case 'malformed':
        return null
    }
  }

  const keep = (rest: Buffer): null => {
    held = rest
    return null
  }

  return {
    write: (chunk: Buffer): void => {
      let rest: Buffer | null = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      held = Buffer.alloc(0)
      while (rest) rest = step(rest)
    },
    /** Whether the closing boundary came. */
    isComplete: () => state === 'end',
  }
}

/** Up to where no boundary can begin. */
function safeEnd(bytes: Buffer, delimiter: Buffer): number {
  const from = Math.max(0, bytes.length - delimiter.length + 1)
  for (let at = bytes.indexOf(13, from); at >= 0; at = bytes.indexOf(13, at + 1))
    if (isStartOf(delimiter, bytes.subarray(at))) return at
  return bytes.length
}

const isStartOf = (whole: Buffer, start: Buffer) => whole.subarray(0, start.length).equals(start)

/** Spaces and tabs may follow a boundary, says RFC 2046. */
function countBlanks(bytes: Buffer): number {
  let at = 0
  while (bytes[at] === 32 || bytes[at] === 9) at += 1
  return at
}

function partOf(headers: string): Part | null {
  // A header goes on in the next line when that begins with a blank.
  const lines = headers.replace(/\r\n(?=[ \t])/g, ' ').split('\r\n')
  const line = lines.find(text => /^content-disposition:/i.test(text)) ?? ''
  const { value, parameters } = parseHeader(line.slice(line.indexOf(':') + 1))
  const name = parameters.get('name')
  if (value !== 'form-data' || name === undefined) return null
  const filename = parameters.get('filename')
  return { name: unmask(name), filename: filename === undefined ? null : unmask(filename) }
}

/** Browsers write these three so that a header stays one line. */
const unmask = (text: string) => text.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n')
