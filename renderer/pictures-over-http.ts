import { fail, type Outcome, type Problem, succeed, type VariantOptions } from '../preload/contract/index.ts'

/** Why there is no picture: the engine's problem, or the web host's own refusal. */
type NoPicture = { problem?: Problem; title: string; advice: string }

/** What decides how a trial looks; what is left out follows from the photo. */
export function trialQuery({ fit, width, height, metadata, blur }: VariantOptions): string {
  const query = new URLSearchParams({ fit, metadata })
  for (const [name, value] of Object.entries({ width, height, blur }))
    if (value !== null) query.set(name, String(value))
  return query.toString()
}

/** A picture as bytes: `<img>` does not tell how many there are, and cannot be called back. */
export async function fetchPicture(address: string, accept: string, signal: AbortSignal): Promise<Outcome<Blob>> {
  try {
    const answer = await fetch(address, { headers: { Accept: accept }, signal })
    if (answer.ok) return succeed(await answer.blob())
    const { problem, title, advice } = (await answer.json()) as NoPicture
    return fail(problem ?? { code: 'unexpected', detail: `${title}. ${advice}` })
  } catch (error) {
    if (signal.aborted) return fail({ code: 'interrupted' })
    // `fetch` says no more than that nobody answered, or that the line broke.
    if (error instanceof TypeError) return fail({ code: 'offline', host: 'Hotfolder' })
    throw error
  }
}
