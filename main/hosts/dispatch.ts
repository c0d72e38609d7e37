import {
  type Answers,
  type CommandName,
  commands,
  fail,
  type Outcome,
  type Problem,
} from '../../preload/contract/index.ts'
import { asSentence, fieldName, plainIssue } from './plain-issue.ts'

/** Takes whatever came over the wall; always answers, never throws. */
export type Dispatch = (name: unknown, input: unknown) => Promise<Outcome<unknown>>

type Edges = {
  /** What an exception of the system means (a full disk); null when it means nothing we know. */
  explainError?: (error: unknown) => Problem | null
  log?: (what: string, error: unknown) => void
}

const isCommand = (name: unknown): name is CommandName => typeof name === 'string' && Object.hasOwn(commands, name)

/** The one gate for IPC, HTTP and terminal: known name? valid input? → answer → Outcome. */
export function createDispatch(answers: Answers, edges: Edges = {}): Dispatch {
  return async (name, input) => {
    if (!isCommand(name)) return fail({ code: 'command-unknown', name: nameable(name) })
    try {
      const read = commands[name].input.safeParse(input ?? {}, { error: plainIssue })
      if (!read.success) {
        const issue = read.error.issues[0]
        const detail = asSentence(issue?.message ?? 'It cannot be read')
        return fail({ code: 'invalid-input', where: fieldName(issue?.path ?? []), detail })
      }
      // Name and input belong together, which the table says but the compiler cannot follow.
      const answer = answers[name] as (input: unknown) => Promise<Outcome<unknown>>
      return await answer(read.data)
    } catch (error) {
      edges.log?.(`the command ${name} failed`, error)
      return fail(edges.explainError?.(error) ?? { code: 'unexpected', detail: textOf(error) })
    }
  }
}

const nameable = (name: unknown) => (typeof name === 'string' ? name.slice(0, 100) : `of type ${typeof name}`)
const textOf = (error: unknown) => (error instanceof Error ? error.message : typeof error).slice(0, 500)
