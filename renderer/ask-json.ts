import { fail, type Outcome, type Problem } from '../preload/contract/index.ts'

/** How a request goes out; what is left out is as the browser has it. */
export type Asking = { method?: string; headers?: Record<string, string>; body?: string }
/** Whoever serves this page turned the request away. */
export type Refusal = { refused: string; title: string; advice: string }

/** Nobody answers. */
export const unreachable = (): Problem => ({ code: 'offline', host: 'Hotfolder' })

export const sentenceOf = ({ title, advice }: Pick<Refusal, 'title' | 'advice'>): Problem => ({
  code: 'unexpected',
  detail: `${title}. ${advice}`,
})

/** Asks whoever serves this page; `explainRefusal` says what it means that it was turned away. */
export async function askJson<T>(
  path: string,
  how: Asking = {},
  explainRefusal: (refusal: Refusal) => Problem = sentenceOf,
): Promise<Outcome<T>> {
  let answer: Response
  try {
    answer = await fetch(path, { ...how, headers: { Accept: 'application/json', ...how.headers } })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return fail({ code: 'interrupted' })
    // `fetch` says no more than that nobody answered.
    return fail(unreachable())
  }
  return answer.ok ? ((await answer.json()) as Outcome<T>) : fail(explainRefusal((await answer.json()) as Refusal))
}
