import type { z } from 'zod'

/** What a route says, before it is put into an envelope. */
export type Reply = { kind: 'result'; result: unknown } | Refusal

/** A failure in the service's own numbers. `passing`: the same request may succeed later. */
export type Refusal = {
  kind: 'refusal'
  status: number
  code: number
  message: string
  passing: boolean
  retryAfterSeconds?: number
}

const statuses: Record<number, number> = {
  971: 429,
  5400: 400,
  5401: 404,
  5404: 404,
  5408: 408,
  5409: 409,
  5410: 400,
  5411: 400,
  5413: 413,
  5415: 415,
  5443: 400,
  5450: 500,
  5453: 403,
  5454: 400,
  5455: 415,
  5500: 500,
  7003: 404,
  7011: 413,
  9109: 403,
  9422: 422,
  10000: 401,
}

/** Of a 5415. */
export const formExpected =
  'Images must be uploaded as a form, not as raw image data. Please use multipart/form-data format'

export const succeed = (result: unknown): Reply => ({ kind: 'result', result })

/** Refuses for good; 5xx and 429 alone are worth another try. */
export function refuse(code: number, message: string, status = statuses[code] ?? 400): Refusal {
  return { kind: 'refusal', status, code, message, passing: status >= 500 || status === 429 || status === 408 }
}

/** Of a body or a query that is not shaped as it must be: names the first part that is wrong. */
export function refuseShape({ issues: [issue] }: z.ZodError): Refusal {
  const place = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `
  return refuse(5400, `Bad request: ${place}${issue?.message ?? ''}`)
}
