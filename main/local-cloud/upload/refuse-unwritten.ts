import { type Refusal, refuse } from '../reply.ts'

/** The disk did not take an upload, or something else of ours failed over it. */
export function refuseUnwritten(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  return refuse(5450, `Error while receiving the upload${code}`)
}
