import type { ImageDetails, Receipt } from '../../../../preload/contract/index.ts'
import { localTime } from './local-time.ts'
import { megabytes } from './number.ts'
import { printable } from './printable.ts'
import { table } from './table.ts'
import { variantOfLink } from './variant-of-link.ts'

/** All there is to know of one image, for a person. */
export function imageBlock({ image, receipt }: ImageDetails): string[] {
  const metadata = Object.entries(image.metadata).map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
  const links = image.links.map(link => [variantOfLink(link), link])
  const facts = [
    ['id', image.id],
    ['uploaded', localTime(image.uploadedAt)],
    ['access', image.private ? 'private: its links need a signature (hotfolder sign)' : 'public'],
    ['creator', image.creator ?? '—'],
    ...under('metadata', metadata.length === 0 ? ['—'] : metadata),
    ...under('links', links.length === 0 ? ['—'] : table(links.map(row => row.map(printable)))),
    ...(receipt === null ? [] : under('sent', receiptWords(receipt))),
  ]
  return [
    printable(image.filename ?? '(no name)'),
    ...table(facts.map(row => row.map(printable))).map(line => `  ${line}`),
  ]
}

const under = (label: string, lines: readonly string[]) => lines.map((line, n) => [n === 0 ? label : '', line])

const receiptWords = ({ at, path, bytes, sha256 }: Receipt): string[] => [
  `${localTime(at)} from ${path}, ${megabytes(bytes)}`,
  `SHA-256 ${sha256}`,
]
