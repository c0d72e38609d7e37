import type { Cli } from '../cli.ts'
import type { Chosen } from './choose-images.ts'
import { confirm } from './confirm.ts'
import { preview } from './preview.ts'

type Deed = {
  profile: string | undefined
  /** The number given as `--confirm`. */
  given: number | undefined
  verb: 'delete' | 'change'
  /** What it means for a person, told before they answer. */
  warning: readonly string[]
}

/** Null once the number of images is confirmed; else the exit code. Who is asked sees first which images they are. */
export async function confirmImages(cli: Cli, chosen: Chosen, deed: Deed): Promise<number | null> {
  const { terminal } = cli
  const { profile, given, verb, warning } = deed
  const total = chosen.images.length
  if (given === undefined) {
    const lines = await preview(cli, chosen, profile)
    if ('code' in lines) return lines.code
    for (const line of [...lines.value, ...warning]) terminal.err(line)
  }
  return confirm(terminal, {
    word: String(total),
    given: given === undefined ? undefined : String(given),
    isInputTaken: chosen.from === 'input',
    question: `Type ${total} to ${verb} ${total === 1 ? 'it' : 'them'}: `,
    otherwise: `Nothing was ${verb}d.`,
  })
}
