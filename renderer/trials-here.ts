import { fail, type MeasuredOriginal, type Outcome, type Problem, succeed } from '../preload/contract/index.ts'
import { sentenceOf, unreachable } from './ask-json.ts'
import { onAccount } from './on-account.ts'
import type { Trials } from './state/host.ts'

/** Why there is no picture: the engine's problem, or a refusal of whoever serves the page. */
type NoPicture = { problem?: Problem; title: string; advice: string }

/** Sizes are tried out beside the page, whoever serves it. */
export function trialsHere(ask: <T>(path: string) => Promise<Outcome<T>>): Trials {
  return {
    picture: fetchPicture,
    measure: (profile, image, reach) =>
      ask<MeasuredOriginal | null>(`/photos/measure/${onAccount(profile, image)}?reach=${reach}`),
    flexible: (profile, image) => ask<boolean | null>(`/photos/flexible/${onAccount(profile, image)}`),
  }
}

/** A picture as bytes: `<img>` does not tell how many there are, and cannot be called back. */
async function fetchPicture(address: string, accept: string, signal: AbortSignal): Promise<Outcome<Blob>> {
  try {
    const answer = await fetch(address, { headers: { Accept: accept }, signal })
    if (answer.ok) return succeed(await answer.blob())
    const { problem, title, advice } = (await answer.json()) as NoPicture
    return fail(problem ?? sentenceOf({ title, advice }))
  } catch (error) {
    if (signal.aborted) return fail({ code: 'interrupted' })
    // `fetch` says no more than that nobody answered, or that the line broke.
    if (error instanceof TypeError) return fail(unreachable())
    throw error
  }
}
