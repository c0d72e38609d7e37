import { type Refusal, refuse } from './reply.ts'

/** So many requests in so many seconds. Over it, everything is refused for a whole window, as the service does. */
export function createBudget(limit: { quota: number; windowSeconds: number }, now: () => number) {
  const windowMs = limit.windowSeconds * 1000
  let endsAt = 0
  let used = 0
  let blocked = false
  return {
    /** Counts one request; answers the headers it gets and, when it was one too many, the refusal. */
    spend(): { headers: Record<string, string>; refusal?: Refusal } {
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
        ratelimit: `"default";r=${Math.max(0, limit.quota - used)};t=${seconds}`,
        'ratelimit-policy': `"burst";q=${limit.quota};w=${limit.windowSeconds}`,
      }
      if (!blocked) return { headers }
      const refusal = refuse(971, 'Please wait and consider throttling your request speed')
      return { headers, refusal: { ...refusal, retryAfterSeconds: seconds } }
    },
  }
}
