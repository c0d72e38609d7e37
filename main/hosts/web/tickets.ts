import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** One-time tokens: whoever shows one first, within its time, is let in. */
export interface Tickets {
  issue(): string
  /** True once per ticket. */
  redeem(token: string): boolean
}

/** 256 bits cannot be guessed. */
const tokenBytes = 32
const goodForMs = 600_000

export function createTickets(now: () => number): Tickets {
  let open: { digest: Buffer; until: number }[] = []
  const digestOf = (token: string) => createHash('sha256').update(token).digest()
  const dropExpired = () => {
    const at = now()
    open = open.filter(ticket => ticket.until > at)
  }
  return {
    issue() {
      dropExpired()
      const token = randomBytes(tokenBytes).toString('base64url')
      open.push({ digest: digestOf(token), until: now() + goodForMs })
      return token
    },
    redeem(token) {
      dropExpired()
      const shown = digestOf(token)
      // All are compared, so that the time taken says nothing.
      const matching = open.filter(ticket => timingSafeEqual(ticket.digest, shown))
      open = open.filter(ticket => !matching.includes(ticket))
      return matching.length > 0
    },
  }
}
