import { APIError } from 'cloudflare'

/** How a call ended: the HTTP status, and the service's own number for a failure where it gave one. */
export type Answer = { readonly status: number | undefined; readonly code: number | undefined; readonly text: string }

/** How a call of the package ended; for those that should be refused. */
export async function answerOf(call: PromiseLike<unknown>): Promise<Answer> {
  try {
    await call
    return { status: 200, code: undefined, text: 'accepted' }
  } catch (error) {
    if (!(error instanceof APIError)) throw error
    const { status, errors, message } = error
    return { status, code: errors[0]?.code ?? codeIn(message), text: message }
  }
}

/** `accepted`, or status and number of the refusal: for what nobody has settled. */
export async function verdictOf(call: PromiseLike<unknown>): Promise<string> {
  const { status, code, text } = await answerOf(call)
  return status === 200 ? text : `${status} ${code}`
}

/** Failures also come as one line of text (images-api §1.2). */
export function codeIn(text: string): number | undefined {
  const [, digits] = /(?:ERROR |"code": ?"?)(\d+)/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits)
}
