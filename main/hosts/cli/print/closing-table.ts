import { EndedState } from '../../../../preload/contract/index.ts'
import type { Tally } from '../tally.ts'
import { grouped, megabytes, timeTaken } from './number.ts'
import { printable } from './printable.ts'
import { sentence } from './sentence.ts'
import { stateWords } from './state-words.ts'
import { table } from './table.ts'

/** With more photos than this the links stand in the receipts only. */
const mostLinks = 10

/** How it all ended: counts, time, who needs a person, and the links where they are few. */
export function closingTable(tally: Tally, ignored: number, ms: number): string[] {
  const rows = EndedState.options
    .filter(state => state === 'delivered' || tally.counts[state] > 0)
    .map(state => [stateWords[state], grouped(tally.counts[state]), megabytes(tally.bytesOf[state])])
  const passedOver = ignored === 0 ? '' : ` · ${grouped(ignored)} ignored by name`
  const lines = [
    ...table(rows, ['left', 'right', 'right']),
    `${grouped(tally.total)} photo${tally.total === 1 ? '' : 's'} in ${timeTaken(ms)}${passedOver}`,
  ]
  lines.push(...troubles(tally))
  const linked = tally.counts.delivered + tally.counts.duplicate
  if (linked > 0 && linked <= mostLinks)
    lines.push('', ...table(tally.firstLinked.map(photo => [nameOf(photo.path), printable(photo.links[0] ?? '')])))
  else if (linked > 0) lines.push('', 'All links: hotfolder receipts --csv')
  const link = tally.firstLinked[0]?.links[0]
  if (link?.startsWith('http://127.0.0.1:'))
    lines.push('These links work while the local cloud runs: hotfolder local-cloud')
  return lines
}

function troubles({ firstTroubles, needYou }: Tally): string[] {
  if (firstTroubles.length === 0) return []
  const lines = firstTroubles.map(
    photo =>
      `${stateWords[photo.state]}: ${nameOf(photo.path)}: ${photo.problem === null ? '' : sentence(photo.problem)}`,
  )
  const more = needYou - firstTroubles.length
  return ['', ...lines, ...(more > 0 ? [`… and ${grouped(more)} more`] : [])]
}

const nameOf = (path: string) => printable(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
