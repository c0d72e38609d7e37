import type { Cli } from '../cli.ts'

/** `demo`: the main job on the local cloud, from a card import to links that work. */
export function demo(cli: Cli): void {
  cli.program
    .command('demo')
    .description('make a shoot, import it into a watched folder, deliver it to the local cloud, and check every link')
    .option('--keep', 'keep the folder of the demo')
    .action(
      cli.act(async (options: { keep?: true }) => {
        // The engine and the image library are large; other commands do without them.
        const { runDemo } = await import('../demo/run-demo.ts')
        return runDemo(cli.terminal, options.keep === true)
      }),
    )
}
