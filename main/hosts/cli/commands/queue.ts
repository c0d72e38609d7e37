import { type Bridge, fail, type JobChoice, type Outcome, succeed } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { grouped } from '../print/number.ts'
import { withBridge } from '../with-bridge.ts'

type Act = (choice: JobChoice) => Promise<Outcome<{ changed: number }>>

/** `pause`, `resume`, `retry`, `cancel`: of the whole queue or of single jobs. */
export function queue(cli: Cli): void {
  const jobs = 'job ids, as status shows them'
  const act = (choice: JobChoice | null, step: (bridge: Bridge) => Act, done: string) =>
    withBridge(cli, async ({ bridge, isRunning }) => {
      if (choice === null)
        return fail({ code: 'invalid-input', where: 'the command', detail: 'Name the jobs, or give --all.' })
      const outcome = await step(bridge)(choice)
      if (!outcome.ok) return outcome
      const { changed } = outcome.value
      const later = isRunning || changed === 0 ? '' : ' Nothing runs now; the next run goes by this.'
      cli.terminal.out(`${grouped(changed)} photo${changed === 1 ? '' : 's'} ${done}.${later}`)
      return succeed({})
    })
  const whole = (step: 'pauseQueue' | 'resumeQueue', done: string) =>
    withBridge(cli, async ({ bridge }) => {
      const outcome = await bridge[step]({})
      if (outcome.ok) cli.terminal.out(done)
      return outcome
    })
  const chosen = (ids: string[], all: true | undefined): JobChoice | null =>
    ids.length > 0 ? { jobs: ids } : all === true ? { all } : null

  cli.program
    .command('pause')
    .description('pause the whole queue, or single photos')
    .argument('[job...]', jobs)
    .action(
      cli.act((ids: string[]) =>
        ids.length === 0
          ? whole('pauseQueue', 'The queue is paused. It goes on with: hotfolder resume')
          : act({ jobs: ids }, bridge => bridge.pauseJobs, 'paused'),
      ),
    )
  cli.program
    .command('resume')
    .description('let the queue, or single photos, go on')
    .argument('[job...]', jobs)
    .action(
      cli.act((ids: string[]) =>
        ids.length === 0
          ? whole('resumeQueue', 'The queue goes on.')
          : act({ jobs: ids }, bridge => bridge.resumeJobs, 'resumed'),
      ),
    )
  cli.program
    .command('retry')
    .description('try photos again that failed or wait')
    .argument('[job...]', jobs)
    .option('--all', 'all that failed or wait')
    .action(
      cli.act((ids: string[], { all }: { all?: true }) =>
        act(chosen(ids, all), bridge => bridge.retryJobs, 'tried again'),
      ),
    )
  cli.program
    .command('cancel')
    .description('cancel photos that are not delivered; files are not touched')
    .argument('[job...]', jobs)
    .option('--all', 'all that are not delivered')
    .action(
      cli.act((ids: string[], { all }: { all?: true }) =>
        act(chosen(ids, all), bridge => bridge.cancelJobs, 'cancelled'),
      ),
    )
}
