import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** The browsers that were let in. They are forgotten when the program ends. */
export interface Sessions {
  /** Lets one more in; answers with the `Set-Cookie` that makes it known again. */
  begin(): string
  /** Does this `Cookie` header name one of them? */
  knows(cookies: string | undefined): boolean
}

/** The oldest is forgotten when there are more. */
const mostSessions = 100
const keyBytes = 32

/** Cookies do not tell ports apart, so the name does: two hosts on one computer do not disturb each other. */
export function createSessions(port: number): Sessions {
  const name = `hotfolder-${port}`
  const known: Buffer[] = []
  const digestOf = (key: string) => createHash('sha256').update(key).digest()
  const isKnown = (key: string) => {
    const shown = digestOf(key)
    return known.filter(digest => timingSafeEqual(digest, shown)).length > 0
  }
  return {
    begin() {
      const key = randomBytes(keyBytes).toString('base64url')
      known.push(digestOf(key))
      if (known.length > mostSessions) known.shift()
      // Without `Secure`: the loopback interface speaks plain http. Without `Domain`: for this host name alone.
      return `${name}=${key}; HttpOnly; SameSite=Strict; Path=/`
    },
    knows(cookies) {
      if (cookies === undefined) return false
      // Another program on this computer can set a cookie of our name; ours must still be found beside it.
      return cookies
        .split(';')
        .map(cookie => cookie.trim())
        .some(cookie => cookie.startsWith(`${name}=`) && isKnown(cookie.slice(name.length + 1)))
    },
  }
}
