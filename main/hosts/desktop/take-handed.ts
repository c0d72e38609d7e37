import { z } from 'zod'
import { type Bridge, fail, type Outcome, succeed, WindowPlace } from '../../../preload/contract/index.ts'
import { asSentence, fieldName, plainIssue } from '../plain-issue.ts'
import type { Handed } from './room-talk.ts'

/** The most paths one start of the program may hand over. */
export const mostHanded = 100_000

/** What a start of the program brings to the one that runs already. */
export const Brought = z.object({
  paths: z.array(z.string().min(1).max(32_767)).max(mostHanded),
  place: WindowPlace.nullable(),
})
export type Brought = z.infer<typeof Brought>

/** Has what was brought looked at as a staged batch, and tells where the window is to go. Nothing is sent. */
export async function takeHanded(
  input: unknown,
  bridge: Pick<Bridge, 'addPhotos'>,
  tell: (handed: Handed) => void,
): Promise<Outcome<Handed>> {
  const brought = Brought.safeParse(input, { error: plainIssue })
  if (!brought.success) {
    const issue = brought.error.issues[0]
    const detail = asSentence(issue?.message ?? 'It cannot be read')
    return fail({ code: 'invalid-input', where: fieldName(issue?.path ?? []), detail })
  }
  const { paths, place } = brought.data
  const added = paths.length === 0 ? null : await bridge.addPhotos({ paths, staged: true })
  if (added !== null && !added.ok) return added
  const handed = { batch: added === null ? null : added.value.batch, place }
  tell(handed)
  return succeed(handed)
}
