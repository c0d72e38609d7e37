import { type Bridge, explain, type Snapshot, succeed, type UploadJob } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { folderWords } from '../print/folder-words.ts'
import { grouped, megabytes, timeLeft } from '../print/number.ts'
import { printable } from '../print/printable.ts'
import { quietWords } from '../print/quiet-words.ts'
import { sentenceOf } from '../print/sentence.ts'
import { stateWords } from '../print/state-words.ts'
import { table } from '../print/table.ts'
import { unfinishedOf } from '../print/unfinished-of.ts'
import { withBridge } from '../with-bridge.ts'

/** So many jobs of each kind are named; more are only counted. */
const shown = 5

/** `status`: what is happening now, on this home. */
export function status(cli: Cli): void {
  cli.program
    .command('status')
    .description('print what is happening now')
    .option('--json', 'everything, as one JSON line')
    .action(
      cli.act(({ json }: { json?: true }) =>
        withBridge(cli, async ({ bridge, isRunning }) => {
          const snapshot = await bridge.snapshot({})
          if (!snapshot.ok) return snapshot
          const lines = json
            ? [JSON.stringify({ isRunning, ...snapshot.value })]
            : [...glance(snapshot.value, isRunning), ...(await jobs(bridge, snapshot.value))]
          for (const line of lines) cli.terminal.out(line)
          return succeed({})
        }),
      ),
    )
}

function glance({ queue, folders, notices }: Snapshot, isRunning: boolean): string[] {
  const left = unfinishedOf(queue)
  const head = [`${grouped(left)} left`, megabytes(queue.bytesLeft)]
  if (queue.speed !== null) head.push(`${megabytes(queue.speed)}/s`)
  if (queue.secondsLeft !== null && queue.secondsLeft > 0) head.push(`${timeLeft(queue.secondsLeft)} left`)
  const lines = [
    isRunning ? `Running: ${head.join(' · ')}` : `Not running: ${head.join(' · ')}. Go on with: hotfolder watch`,
  ]
  if (queue.paused) lines.push('The queue is paused. It goes on with: hotfolder resume')
  if (queue.quiet !== null) lines.push(quietWords(queue.quiet))
  for (const { profile, because } of queue.closed) lines.push(`“${profile}” waits: ${sentenceOf(because)}`)
  for (const notice of notices) lines.push(sentenceOf(notice))

  const counts = Object.entries(queue.counts).filter(([, count]) => count > 0)
  if (queue.judging > 0) lines.push(`${grouped(queue.judging)} being looked at`)
  if (counts.length > 0)
    lines.push(
      '',
      ...table(
        counts.map(([state, count]) => [stateWords[state as keyof typeof stateWords], grouped(count)]),
        ['left', 'right'],
      ),
    )
  if (folders.length > 0)
    lines.push(
      '',
      ...table(folders.map(folder => [printable(folder.path), folder.profile, folderWords(folder, isRunning)])),
    )
  return lines
}

async function jobs(bridge: Bridge, { queue, running }: Snapshot): Promise<string[]> {
  const lines = running.map(jobLine)
  for (const kind of ['waiting', 'paused', 'failed'] as const) {
    if (queue.counts[kind] === 0) continue
    const page = await bridge.listJobs({ kinds: [kind], limit: shown })
    if (!page.ok) return [...lines, sentenceOf(page.problem)]
    lines.push(...page.value.jobs.map(jobLine))
    const more = queue.counts[kind] - page.value.jobs.length
    if (more > 0) lines.push(`… and ${grouped(more)} more: ${stateWords[kind]}`)
  }
  if (queue.counts.held > 0) lines.push('Why photos are held: hotfolder watch FOLDER --once, or upload them again.')
  return lines.length === 0 ? [] : ['', ...lines]
}

function jobLine({ id, name, state }: UploadJob): string {
  const why =
    state.kind === 'failed'
      ? sentenceOf(state.because)
      : state.kind === 'waiting'
        ? printable(explain(state.because).title)
        : ''
  return `${id}  ${printable(name)}  ${stateWords[state.kind]}${why === '' ? '' : `: ${why}`}`
}
