import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { parse, join } from 'node:path'
import { Receipt } from '../../../preload/contract/index.ts'

/** Where every receipt is also kept, one JSON line each: when the database is damaged, nothing delivered is sent again. */
function receiptsCopyPath(file: string): string {
  const { dir, name } = parse(file)
  return join(dir, `${name}.receipts.jsonl`)
}

export const appendToReceiptsCopy = (file: string, receipt: Receipt): void =>
  appendFileSync(receiptsCopyPath(file), `${JSON.stringify(receipt)}\n`, { mode: 0o600 })

/** What the copy still holds, oldest first; a line that a crash cut short is left out. */
export function readReceiptsCopy(file: string): Receipt[] {
  const path = receiptsCopyPath(file)
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8').split('\n').flatMap(receiptIn)
}

function receiptIn(line: string): Receipt[] {
  try {
    const read = Receipt.safeParse(JSON.parse(line))
    return read.success ? [read.data] : []
  } catch {
    return []
  }
}
