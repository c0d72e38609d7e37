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

/** Systems that open several files with us start us once for each: what comes within so many ms is one batch. */
const usualGatherMs = 300

type Needs = {
  bridge: Pick<Bridge, 'addPhotos'>
  tell(handed: Handed): void
  gatherMs?: number
}
type Gathering = { brought: Brought; answer: Promise<Outcome<Handed>> }

/** Has what was brought looked at as a staged batch, and tells where the window is to go. Nothing is sent. */
export function createHandedDesk({ bridge, tell, gatherMs = usualGatherMs }: Needs) {
  let gathering: Gathering | null = null

  async function take({ paths, place }: Brought): Promise<Outcome<Handed>> {
    const added = paths.length === 0 ? null : await bridge.addPhotos({ paths, staged: true })
    if (added !== null && !added.ok) return added
    const handed = { batch: added === null ? null : added.value.batch, place }
    tell(handed)
    return succeed(handed)
  }

  function gather(): Gathering {
    const brought: Brought = { paths: [], place: null }
    const answer = new Promise<void>(resolve => setTimeout(resolve, gatherMs)).then(() => {
      gathering = null
      return take(brought)
    })
    return { brought, answer }
  }

  return (input: unknown): Promise<Outcome<Handed>> => {
    const read = Brought.safeParse(input, { error: plainIssue })
    if (!read.success) {
      const issue = read.error.issues[0]
      const detail = asSentence(issue?.message ?? 'It cannot be read')
      return Promise.resolve(fail({ code: 'invalid-input', where: fieldName(issue?.path ?? []), detail }))
    }
    gathering ??= gather()
    for (const path of read.data.paths) gathering.brought.paths.push(path)
    gathering.brought.place = read.data.place ?? gathering.brought.place
    return gathering.answer
  }
}
