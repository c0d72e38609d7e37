import { APIError } from 'cloudflare'
import { expect } from 'vitest'

/** How a call was refused: the HTTP status, and the service's own number for it where it gave one. */
export type Refusal = { readonly status: number | undefined; readonly code: number | undefined; readonly text: string }

/** The refusal of a call that must be refused. */
export async function refusalOf(call: PromiseLike<unknown>): Promise<Refusal> {
  const said = await errorOf(call)
  return said ?? expect.fail('the call was accepted, though it should have been refused')
}

/** `accepted`, or the code or status of the refusal: for what nobody has settled. */
export async function verdictOf(call: PromiseLike<unknown>): Promise<string> {
  const said = await errorOf(call)
  return said === null ? 'accepted' : `${said.status} ${said.code}`
}

async function errorOf(call: PromiseLike<unknown>): Promise<Refusal | null> {
  try {
    await call
    return null
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    const { status, errors, message } = error
    return { status, code: errors[0]?.code ?? codeIn(message), text: message }
  }
}

/** Failures also come as one line of text (images-api §1.2). */
export function codeIn(text: string): number | undefined {
  const [, digits] = /(?:ERROR |"code": ?"?)(\d+)/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}
