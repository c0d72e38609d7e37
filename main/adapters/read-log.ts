import { type FileHandle, open } from 'node:fs/promises'
import { LogLevel, type LogLine, type LogPage, type LogQuery } from '../../preload/contract/index.ts'
import type { Redaction } from '../engine/ports.ts'
import { type LogFile, logFilesIn } from './log-files.ts'

const blockBytes = 262_144
/** One page looks through so much; where little of it fits, the next page goes on. */
const mostBytesPerPage = 4_000_000
const longestFact = 4_000

type Written = { offset: number; end: number; text: string }

/** Reads a log back, line by line, across the files it was rotated into. */
export async function readLog(folder: string, query: LogQuery, redaction: Redaction): Promise<LogPage> {
  const files = logFilesIn(folder)
  const fits = createSieve(query, redaction)
  return query.from?.toward === 'newer'
    ? readNewer(files, query.from.mark, query.limit, fits)
    : readOlder(files, query.from?.mark ?? null, query.limit, fits)
}

type Sieve = (file: LogFile, written: Written) => LogLine | null

async function readOlder(files: LogFile[], mark: string | null, limit: number, fits: Sieve): Promise<LogPage> {
  const lines: LogLine[] = []
  const newest = files[0]
  const page = (older: string | null): LogPage => ({
    lines: lines.toReversed(),
    older,
    newer: mark ?? (newest === undefined ? null : markOf(newest, newest.size)),
  })
  const from = mark === null ? { at: 0, offset: newest?.size ?? 0 } : placeOf(files, mark)
  // What it named was thrown away meanwhile, and all before it.
  if (from === null) return page(null)
  let read = 0
  for (const [at, file] of files.entries()) {
    if (at < from.at) continue
    await using handle = await open(file.path, 'r')
    let end = at === from.at ? from.offset : file.size
    while (end > 0) {
      const block = await blockBefore(handle, end)
      read += end - block.begin
      for (const written of block.lines.toReversed()) {
        const line = fits(file, written)
        if (line === null) continue
        lines.push(line)
        if (lines.length === limit) return page(line.id)
      }
      end = block.begin
      if (read >= mostBytesPerPage && end > 0) return page(markOf(file, end))
    }
  }
  return page(null)
}

async function readNewer(files: LogFile[], mark: string, limit: number, fits: Sieve): Promise<LogPage> {
  const lines: LogLine[] = []
  const from = placeOf(files, mark) ?? { at: files.length - 1, offset: 0 }
  let newer = mark
  for (const [at, file] of [...files.entries()].toReversed()) {
    if (at > from.at) continue
    await using handle = await open(file.path, 'r')
    let offset = at === from.at ? from.offset : 0
    for (;;) {
      const block = await blockAfter(handle, offset)
      for (const written of block) {
        const line = fits(file, written)
        if (line !== null) lines.push(line)
        offset = written.end
        newer = markOf(file, offset)
        if (lines.length === limit) return { lines, older: mark, newer }
      }
      if (block.length === 0) break
    }
  }
  return { lines, older: mark, newer }
}

const markOf = (file: LogFile, offset: number) => `${file.id}:${offset}`

function placeOf(files: readonly LogFile[], mark: string): { at: number; offset: number } | null {
  const [id, offset] = mark.split(':')
  const at = files.findIndex(file => file.id === id)
  return at === -1 ? null : { at, offset: Math.min(Number(offset), files[at]?.size ?? 0) }
}

/** Whole lines that end at `end`; it begins where a line begins. */
async function blockBefore(handle: FileHandle, end: number): Promise<{ begin: number; lines: Written[] }> {
  for (let bytes = blockBytes; ; bytes *= 2) {
    const start = Math.max(0, end - bytes)
    const buffer = await bytesOf(handle, start, end - start)
    const skipped = start === 0 ? 0 : buffer.indexOf(0x0a) + 1
    // One line longer than the block: a larger block.
    if (start > 0 && (skipped === 0 || skipped === buffer.length)) continue
    return { begin: start + skipped, lines: linesIn(buffer.subarray(skipped), start + skipped) }
  }
}

/** Whole lines from `offset` on; none where nothing, or only the beginning of a line, is there. */
async function blockAfter(handle: FileHandle, offset: number): Promise<Written[]> {
  for (let bytes = blockBytes; ; bytes *= 2) {
    const buffer = await bytesOf(handle, offset, bytes)
    const last = buffer.lastIndexOf(0x0a)
    if (last === -1 && buffer.length === bytes) continue
    return linesIn(buffer.subarray(0, last + 1), offset)
  }
}

async function bytesOf(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await handle.read(buffer, 0, length, start)
  return buffer.subarray(0, bytesRead)
}

function linesIn(buffer: Buffer, start: number): Written[] {
  const lines: Written[] = []
  for (let from = 0; from < buffer.length;) {
    const found = buffer.indexOf(0x0a, from)
    const to = found === -1 ? buffer.length : found
    lines.push({ offset: start + from, end: start + to + 1, text: buffer.toString('utf8', from, to) })
    from = to + 1
  }
  return lines
}

/** Lets through what is asked for, as it may be shown. What cannot be read as a line of ours is passed over. */
function createSieve({ levels, text = '' }: LogQuery, redaction: Redaction): Sieve {
  const wanted = text.toLowerCase()
  return (file, written) => {
    const line = parsed(written.text)
    if (line === null || (levels !== undefined && !levels.includes(line.level))) return null
    const { what, facts } = redaction.shorten({ what: line.what, facts: line.facts })
    const shown = { what, facts: textsOf(facts) }
    const isWanted =
      wanted === '' ||
      [shown.what, ...Object.entries(shown.facts).flat()].some(one => one.toLowerCase().includes(wanted))
    return isWanted ? { id: markOf(file, written.offset), at: line.at, level: line.level, ...shown } : null
  }
}

function parsed(text: string) {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    // Half a line, as a full disk leaves it.
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { at, level, what, ...facts } = value as Record<string, unknown>
  const read = LogLevel.safeParse(level)
  const then = typeof at === 'string' ? Date.parse(at) : NaN
  if (!read.success || typeof what !== 'string' || Number.isNaN(then)) return null
  return { at: then, level: read.data, what, facts }
}

const textsOf = (facts: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(facts)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [
        name,
        (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, longestFact),
      ]),
  )
