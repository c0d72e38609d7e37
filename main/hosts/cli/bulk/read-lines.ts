import { fail, type Outcome, succeed } from '../../../../preload/contract/index.ts'
import { type Terminal, untilInterrupted } from '../terminal.ts'

/** No line of ids or links is longer, in characters; a photo sent here by mistake is. */
const mostCharacters = 100_000

/** The lines of standard input, to its end. */
export async function readLines(
  terminal: Pick<Terminal, 'input' | 'interrupted'>,
): Promise<Outcome<string[]> | 'interrupted'> {
  const text = new TextDecoder('utf-8', { fatal: true })
  const chunks = terminal.input[Symbol.asyncIterator]()
  const interrupted = untilInterrupted(terminal)
  const lines: string[] = []
  let rest = ''
  try {
    for (;;) {
      const next = await Promise.race([chunks.next(), interrupted])
      if (next === 'interrupted') return next
      const [last = '', ...more] = `${rest}${text.decode(next.value, { stream: next.done !== true })}`
        .split('\n')
        .toReversed()
      lines.push(...more.toReversed())
      rest = last
      if (rest.length > mostCharacters) return unreadable('A line of it is too long.')
      if (next.done === true) break
    }
  } catch (error) {
    return unreadable(
      error instanceof TypeError ? 'It is no text.' : error instanceof Error ? error.message : String(error),
    )
  }
  if (rest !== '') lines.push(rest)
  return succeed(lines)
}

const unreadable = (detail: string) => fail({ code: 'invalid-input', where: 'Standard input', detail })
