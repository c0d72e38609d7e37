import { type Refusal, refuse } from './reply.ts'

export type Budget = ReturnType<typeof createBudget>
export type Quota = { quota: number; windowSeconds: number }
/** What a call's answer says about the budget it was counted on; with a refusal when it was one too many. */
export type Charge = { headers: Record<string, string>; refusal?: Refusal }

/**
 * So many calls in so many seconds. Over it, everything is refused for a whole window, as the service does.
 * UNCONFIRMED: that windows are fixed and begin with their first call, and that calls while blocked do not prolong the block.
 */
export function createBudget(limit: Quota, now: () => number) {
  const windowMs = limit.windowSeconds * 1000
  let endsAt = 0
  let used = 0
  let blocked = false
  return {
    /** Whether nothing is left to remember. */
    isOver: (): boolean => now() >= endsAt,

    /** Counts one call. */
    spend(): Charge {
      const at = now()
      if (at >= endsAt) {
        endsAt = at + windowMs
        used = 0
        blocked = false
      }
      if (used >= limit.quota && !blocked) {
        endsAt = at + windowMs
        blocked = true
      }
      used += 1
      const seconds = Math.max(1, Math.ceil((endsAt - at) / 1000))
      const headers = {
        ratelimit: `"default";r=${blocked ? 0 : limit.quota - used};t=${seconds}`,
        'ratelimit-policy': `"burst";q=${limit.quota};w=${limit.windowSeconds}`,
      }
      if (!blocked) return { headers }
      const refusal = refuse(971, 'Please wait and consider throttling your request speed')
      return { headers, refusal: { ...refusal, retryAfterSeconds: seconds } }
    },
  }
}
