import { fail, type Problem, succeed } from '../preload/contract/index.ts'
import { type Refusal, sentenceOf, unreachable } from './ask-json.ts'
import { onAccount } from './on-account.ts'
import type { Host } from './state/host.ts'

/** Fetches an original from whoever serves the page, and has it saved as a file of its own name. */
export const saveOriginal: Host['saveOriginal'] = async (profile, image) => {
  let answer: Response
  try {
    answer = await fetch(`/photos/download/${onAccount(profile, image)}`)
    if (answer.ok) saveAs(nameIn(answer), await answer.blob())
  } catch {
    // `fetch` says no more than that nobody answered, or broke off.
    return fail(unreachable())
  }
  if (answer.ok) return succeed(undefined)
  const said = (await answer.json()) as Refusal | { problem: Problem }
  return fail('problem' in said ? said.problem : sentenceOf(said))
}

/** The name the host gave it. */
function nameIn(answer: Response): string {
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get('content-disposition') ?? '') ?? []
  return name === undefined ? 'original' : decodeURIComponent(name)
}

function saveAs(name: string, bytes: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(bytes)
  link.download = name
  link.click()
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
