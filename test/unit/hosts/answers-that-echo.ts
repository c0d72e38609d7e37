import { type Answers, commands, succeed } from '../../../preload/contract/index.ts'

/** Every command answers with what reached it; `over` replaces some. */
export function answersThatEcho(over: Partial<Answers> = {}): Answers {
  const echoes = Object.keys(commands).map(name => [name, (input: unknown) => Promise.resolve(succeed(input))])
  return { ...Object.fromEntries(echoes), ...over } as Answers
}
