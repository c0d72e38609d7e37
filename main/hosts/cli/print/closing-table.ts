import { EndedState, type ProfileName } from '../../../../preload/contract/index.ts'
import type { Tally } from '../tally.ts'
import { grouped, megabytes, timeTaken } from './number.ts'
import { printable } from './printable.ts'
import { stateWords } from './state-words.ts'
import { table } from './table.ts'

/** With more photos than this the links stand in the receipts only. */
const mostLinks = 10

/** How it all ended: counts, bytes and time. Who needs a person was told when it happened. */
export function closingTable(tally: Tally, ignored: number, ms: number): string[] {
  const rows = EndedState.options
    .filter(state => state === 'delivered' || tally.counts[state] > 0)
    .map(state => [stateWords[state], grouped(tally.counts[state]), megabytes(tally.bytesOf[state])])
  const passedOver = ignored === 0 ? '' : ` · ${grouped(ignored)} passed over`
  return [
    ...table(rows, ['left', 'right', 'right']),
    `${grouped(tally.total)} photo${tally.total === 1 ? '' : 's'} in ${timeTaken(ms)}${passedOver}`,
  ]
}

/** The links for a person who saw only a moving line: all of a few, else where to find them. `local`: profiles of the local cloud. */
export function linkTable(tally: Tally, local: ReadonlySet<ProfileName>): string[] {
  const linked = tally.counts.delivered + tally.counts.duplicate
  const first = tally.firstLinked[0]
  if (linked === 0 || first === undefined) return []
  return [
    '',
    ...(linked <= mostLinks
      ? table(tally.firstLinked.map(photo => [nameOf(photo.path), printable(photo.links[0] ?? '')]))
      : ['All links: hotfolder receipts --csv']),
    ...(local.has(first.profile) ? ['These links work while the local cloud runs: hotfolder local-cloud'] : []),
  ]
}

const nameOf = (path: string) => printable(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
