import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { limits } from './limits.ts'
import { type Refusal, refuse } from './reply.ts'

export type Permission = 'read' | 'write'
export type Access = ReturnType<typeof createAccess>

type Tokens = { token: string; readOnlyToken: string | undefined; accountId: string; now: () => number }

const missesWrite = 'Authentication error: the token lacks the permission Account · Cloudflare Images · Edit'
const digest = (text: string) => createHash('sha256').update(text).digest()
const bearer = (header: string | undefined) => digest(/^Bearer (.+)$/i.exec(header ?? '')?.[1] ?? '')

/** Who may do what. Tokens are compared by digest in constant time; none is kept on disk. */
export function createAccess({ token, readOnlyToken, accountId, now }: Tokens) {
  const full = digest(token)
  const readOnly = readOnlyToken === undefined ? null : digest(readOnlyToken)
  const batch: { digest: Buffer; may: Permission; expiresAt: number }[] = []

  const permissionOf = (given: Buffer): Permission | null => {
    if (timingSafeEqual(given, full)) return 'write'
    return readOnly && timingSafeEqual(given, readOnly) ? 'read' : null
  }
  const judge = (has: Permission | null, needs: Permission): Refusal | undefined => {
    if (!has) return refuse(10000, 'Authentication error')
    if (needs === 'write' && has === 'read') return refuse(10000, missesWrite, 403)
    return undefined
  }

  const passOf = (header: string | undefined) => {
    const given = bearer(header)
    const at = now()
    return batch.find(pass => timingSafeEqual(pass.digest, given) && pass.expiresAt > at)
  }

  return {
    /** Whether this header holds one of the user's own tokens. */
    isUser: (header: string | undefined): boolean => permissionOf(bearer(header)) !== null,

    /** Tells batch tokens apart without naming them; null for what is none. */
    batchCaller: (header: string | undefined): string | null => passOf(header)?.digest.toString('hex') ?? null,

    /** A call on the main host, for one account. */
    refuseCall(header: string | undefined, account: string, needs: Permission): Refusal | undefined {
      const has = permissionOf(bearer(header))
      if (has && account !== accountId) return refuse(9109, 'Unauthorized to access requested resource')
      return judge(has, needs)
    },

    /** A call on the batch host, which knows only batch tokens. */
    refuseBatchCall(header: string | undefined, needs: Permission): Refusal | undefined {
      return judge(passOf(header)?.may ?? null, needs)
    },

    /** A batch token that may do what the token in this header may. */
    handOutBatchToken(header: string | undefined): { token: string; expiresAt: number } {
      const at = now()
      const stale = batch.filter(pass => pass.expiresAt <= at)
      for (const pass of stale) batch.splice(batch.indexOf(pass), 1)
      const made = randomBytes(32).toString('base64url')
      const expiresAt = at + limits.batchTokenMs
      batch.push({ digest: digest(made), may: permissionOf(bearer(header)) ?? 'read', expiresAt })
      return { token: made, expiresAt }
    },
  }
}
