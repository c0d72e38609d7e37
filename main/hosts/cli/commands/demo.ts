import type { Cli } from '../cli.ts'
import { runDemo } from '../demo/run-demo.ts'

/** `demo`: the main job on the local cloud, from a card import to links that work. */
export function demo(cli: Cli): void {
  cli.program
    .command('demo')
    .description('make a shoot, import it into a watched folder, deliver it to the local cloud, and check every link')
    .option('--keep', 'keep the folder of the demo')
    .action(cli.act((options: { keep?: true }) => runDemo(cli.terminal, options.keep === true)))
}
