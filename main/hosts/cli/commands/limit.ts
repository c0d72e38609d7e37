import { succeed } from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { parseRate } from '../parse/parse-rate.ts'
import { wholeNumber } from '../parse/whole-number.ts'
import { grouped } from '../print/number.ts'
import { withBridge } from '../with-bridge.ts'

type Options = { rate?: number | 'none'; concurrency?: number }

/** `limit`: how fast and how many at once; without options says what holds now. */
export function limit(cli: Cli): void {
  cli.program
    .command('limit')
    .description('limit all uploads together, also while they run; without options show the limits')
    .option('--rate <rate>', 'per second: 5mbit, 500kbit, 2MB, or none', parseRate)
    .option('--concurrency <n>', 'photos on their way at once, 1 to 32', wholeNumber(1, 32))
    .action(
      cli.act(({ rate, concurrency }: Options) =>
        withBridge(cli, async ({ bridge }) => {
          if (rate !== undefined || concurrency !== undefined) {
            const set = await bridge.setLimits({ bytesPerSecond: rate === 'none' ? null : rate, concurrency })
            if (!set.ok) return set
          }
          const snapshot = await bridge.snapshot({})
          if (!snapshot.ok) return snapshot
          const { bytesPerSecondLimit, concurrency: slots } = snapshot.value.queue
          const speed = bytesPerSecondLimit === null ? 'none' : `${grouped(bytesPerSecondLimit / 1_000)} kB/s`
          cli.terminal.out(`Rate: ${speed}. At once: ${slots} photos.`)
          return succeed({})
        }),
      ),
    )
}
