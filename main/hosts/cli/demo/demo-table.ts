import { basename } from 'node:path'
import { EndedState, type EndedPhoto } from '../../../../preload/contract/index.ts'
import { grouped, megabytes } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { sentence } from '../print/sentence.ts'
import { stateWords } from '../print/state-words.ts'
import { table } from '../print/table.ts'
import { createTally } from '../tally.ts'
import type { ShootPhoto } from './make-shoot.ts'

/** How the demo ended: each photo with its link, the held with their reasons, and the sums. */
export function demoTable(
  photos: readonly ShootPhoto[],
  ended: ReadonlyMap<string, EndedPhoto>,
  links: number,
): string[] {
  const tally = createTally()
  const rows = photos.flatMap(({ path, width, height }) => {
    const end = ended.get(path)
    if (end === undefined) return []
    tally.add(end)
    const size = width === 0 ? '' : `${width} × ${height}`
    return [[basename(path), stateWords[end.state], megabytes(end.bytes), size, printable(end.links[0] ?? '')]]
  })
  const held = photos.flatMap(({ path }) => {
    const end = ended.get(path)
    return end === undefined || end.problem === null
      ? []
      : [`${stateWords[end.state]}: ${basename(path)}: ${sentence(end.problem)}`]
  })
  const sums = EndedState.options
    .filter(state => tally.counts[state] > 0)
    .map(state => [stateWords[state], grouped(tally.counts[state]), megabytes(tally.bytesOf[state])])
  return [
    '',
    ...table(rows, ['left', 'left', 'right', 'right']),
    '',
    ...held,
    '',
    ...table([...sums, ['Links followed', grouped(links), '']], ['left', 'right', 'right']),
    '',
  ]
}
