import { type Context, Hono } from 'hono'
import { DropId, DropSending, fail, mostDroppedBytes, type Problem } from '../../../preload/contract/index.ts'
import { asSentence, fieldName, plainIssue } from '../plain-issue.ts'
import type { DropSpool } from './drop-spool.ts'
import { incomingBytes, swallow } from './incoming-bytes.ts'
import { readJson } from './read-json.ts'
import { answerOutcome, refuse, type Web } from './web.ts'

/** Of a file that is not taken, in bytes. */
const mostSwallowed = 4_000_000_000
const latestDate = 8_640_000_000_000_000

/** Photos dropped on a page: their bytes one by one, then the word to send them. Paths are told in neither direction. */
export function dropRoutes(spool: DropSpool, quietMs: number) {
  return new Hono<Web>()
    .put('/:drop/:name', async c => {
      const drop = DropId.safeParse(c.req.param('drop'))
      if (!drop.success) return refuse(c, 'not-there')
      const { incoming } = c.env
      const length = incoming.headers['content-length']
      if (length === undefined || !/^\d{1,15}$/.test(length)) return refuse(c, 'no-length')
      const announced = { name: c.req.param('name'), bytes: Number(length), modifiedAt: modifiedAt(c) }
      const bytes = incomingBytes(incoming, { mostBytes: mostDroppedBytes, quietMs })
      const taken = await spool.take(drop.data, announced, bytes)
      if (!taken.ok) await swallow(incoming, { mostBytes: mostSwallowed, quietMs })
      return answerOutcome(taken)
    })
    .post('/:drop/send', async c => {
      const drop = DropId.safeParse(c.req.param('drop'))
      if (!drop.success) return refuse(c, 'not-there')
      const body = await readJson(c.env.incoming, quietMs)
      if (body.kind === 'refused') return refuse(c, body.refusal)
      const how = DropSending.safeParse(body.value, { error: plainIssue })
      if (how.success) return answerOutcome(await spool.send(drop.data, how.data))
      return answerOutcome(fail(problemOf(how.error.issues[0])))
    })
    .delete('/:drop', c => {
      const drop = DropId.safeParse(c.req.param('drop'))
      return drop.success ? answerOutcome(spool.giveUp(drop.data)) : refuse(c, 'not-there')
    })
}

/** When the file was last changed, as the browser says it, in ms since 1970: by this the newest go first. */
function modifiedAt(c: Context<Web>): number | null {
  const modified = c.req.query('modified')
  const at = Number(modified)
  return modified !== undefined && /^\d+$/.test(modified) && at <= latestDate ? at : null
}

type Issue = { path: readonly PropertyKey[]; message: string }

const problemOf = (issue: Issue | undefined): Problem => ({
  code: 'invalid-input',
  where: fieldName(issue?.path ?? []),
  detail: asSentence(issue?.message ?? 'It cannot be read'),
})
