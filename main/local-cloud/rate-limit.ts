import type { Access } from './access.ts'
import { type Budget, type Charge, createBudget, type Quota } from './budget.ts'
import { limits } from './limits.ts'

export type RateLimit = ReturnType<typeof createRateLimit>
type Call = { host: 'main' | 'batch'; authorization: string | undefined; address: string }

/**
 * Counts calls as Cloudflare counts (images-api §1.4, §1.5): on the main host over all tokens of the user together, and
 * per second over each address; on the batch host per second and token, and on no other budget. Uploads to one-time URLs
 * and deliveries are no calls.
 * UNCONFIRMED: a call nobody signed counts for its address alone; what an address has too many of does not count for the
 * user; addresses are not counted on the batch host; an answer's headers are those of the budget that counted it last.
 */
export function createRateLimit({ user, access, now }: { user: Quota; access: Access; now: () => number }) {
  const ofUser = createBudget(user, now)
  const ofAddress = createBudgets(limits.addressBudget, now)
  const ofBatchToken = createBudgets(limits.batchBudget, now)

  return {
    charge({ host, authorization, address }: Call): Charge {
      if (host === 'batch') {
        const caller = access.batchCaller(authorization)
        return caller === null ? { headers: {} } : ofBatchToken(caller).spend()
      }
      const charge = ofAddress(address).spend()
      return charge.refusal || !access.isUser(authorization) ? charge : ofUser.spend()
    },
  }
}

/** One budget for each key, forgotten when its time is over. */
function createBudgets(quota: Quota, now: () => number): (key: string) => Budget {
  const budgets = new Map<string, Budget>()
  return key => {
    const known = budgets.get(key)
    if (known) return known
    for (const [other, budget] of budgets) if (budget.isOver()) budgets.delete(other)
    const made = createBudget(quota, now)
    budgets.set(key, made)
    return made
  }
}
