import { z } from 'zod'
import type { Cloudflare } from 'cloudflare'
import type { Outcome } from '../../preload/contract/index.ts'
import type { Answer } from './answer.ts'

/** The batch host's own budget for calls about images (images-api §1.5): 200 a second, apart from the account's. */
export type BatchLane = {
  /** Counts one call; answers the batch host's client once there is a token for it, else null. */
  next(): Cloudflare | null
  /** The token was good for a call. */
  worked(client: Cloudflare): void
  /** The batch host wants no more of this token, or cannot be reached. */
  close(client: Cloudflare, why: 'refused' | 'unreachable'): void
}

type Sources = {
  askToken: () => Promise<Outcome<Answer>>
  connect: (token: string) => Cloudflare
  now: () => number
}

const hour = 3_600_000
const minute = 60_000

// Up to here the extra call for a token is not worth its while.
const worthwhile = 20
// The account's budget forgets a call after this long: calls further apart make no run (images-api §1.4).
const runEnds = 5 * minute

const Token = z.object({ token: z.string().min(1), expiresAt: z.string() })
type Open = { client: Cloudflare; renewAt: number; endsAt: number; proven: boolean }

export function createBatchLane({ askToken, connect, now }: Sources): BatchLane {
  let run = { calls: 0, lastAt: 0 }
  let restUntil = 0
  let open: Open | null = null
  let asking = false

  // Never awaited by a call: until the token is here, the account's budget serves.
  const ask = async () => {
    asking = true
    const answer = await askToken()
    asking = false
    const token = answer.ok && answer.value.succeeded ? Token.safeParse(answer.value.result) : null
    if (token?.success === true) open = opened(token.data)
    else restUntil = now() + (answer.ok && answer.value.status < 500 && answer.value.status !== 429 ? hour : minute)
  }

  const opened = ({ token, expiresAt }: z.infer<typeof Token>): Open => {
    // A token just handed out is good for a while, whatever our own clock makes of its end.
    const life = Math.max(Date.parse(expiresAt) - now() || 0, 10 * minute)
    const endsAt = now() + life
    return { client: connect(token), renewAt: endsAt - Math.min(5 * minute, life / 4), endsAt, proven: false }
  }

  return {
    next() {
      run = { calls: now() - run.lastAt > runEnds ? 1 : run.calls + 1, lastAt: now() }
      if (open !== null && now() >= open.endsAt) open = null
      const wanted = open === null || now() >= open.renewAt
      if (wanted && run.calls >= worthwhile && now() >= restUntil && !asking) void ask()
      return open?.client ?? null
    },
    worked(client) {
      if (open?.client === client) open.proven = true
    },
    close(client, why) {
      // Calls still under way with an older token say nothing about the present one.
      if (open?.client !== client) return
      // A token that never worked would not work the next time either.
      if (why === 'unreachable' || !open.proven) restUntil = now() + hour
      open = null
    },
  }
}
