import type { z } from 'zod'
import { type Answers, commands, fail, type Outcome, type Problem } from '../../preload/contract/index.ts'
import { asSentence, fieldName, plainIssue } from './plain-issue.ts'

/** Takes whatever came over the wall; always answers, never throws. */
export type Dispatch = (name: unknown, input: unknown) => Promise<Outcome<unknown>>

type Edges = {
  /** What an exception of the system means (a full disk); null when it means nothing we know. */
  explainError?: (error: unknown) => Problem | null
  log?: (what: string, error: unknown) => void
}

/** The one gate for IPC, HTTP and terminal: known name? valid input? → answer → Outcome. */
export const createDispatch = (answers: Answers, edges: Edges = {}): Dispatch => createGate(commands, answers, edges)

type Table = Readonly<Record<string, { readonly input: z.ZodType; readonly output: z.ZodType }>>
type AnswersTo<Rows extends Table> = {
  [Name in keyof Rows]: (input: z.output<Rows[Name]['input']>) => Promise<Outcome<z.output<Rows[Name]['output']>>>
}

/** The same gate before any table of commands: a host may have some of its own. */
export function createGate<Rows extends Table>(rows: Rows, answers: AnswersTo<Rows>, edges: Edges = {}): Dispatch {
  const isRow = (name: unknown): name is keyof Rows & string => typeof name === 'string' && Object.hasOwn(rows, name)
  return async (name, input) => {
    const row = isRow(name) ? rows[name] : undefined
    if (!isRow(name) || row === undefined) return fail({ code: 'command-unknown', name: nameable(name) })
    try {
      const read = row.input.safeParse(input ?? {}, { error: plainIssue })
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
