import type { BudgetView, Instant, ProfileName } from '../../preload/contract/index.ts'
import type { BudgetName, Clock, Gate } from './ports.ts'
import { sleep } from './sleep.ts'

/** How many calls in how long. */
export type Quota = { calls: number; windowMs: number }

/** images-api §1.4 and §1.5: 1,200 calls per 5 minutes for the account, 200 per second for a batch token. */
export const quotas: Record<BudgetName, Quota> = {
  account: { calls: 1_200, windowMs: 300_000 },
  batch: { calls: 200, windowMs: 1_000 },
}

/** The rest is left to the person's other tools on the same account. */
const share = 0.95

export type Pace = Gate & {
  /** The service said no more: nobody calls until then. */
  block(until: Instant): void
  /** The latest instant up to which a call had, or has, to wait for its turn. */
  readonly heldUntil: Instant
  view(profile: ProfileName): BudgetView
}

/** One request budget for all photos of an account: admits a call when the service would take it. */
export function createPace(clock: Clock): Pace {
  let heldUntil = 0
  const budgets = { account: createBudget(quotas.account), batch: createBudget(quotas.batch) }
  return {
    async admit(name, signal) {
      const budget = budgets[name]
      for (;;) {
        const wait = budget.waitMs(clock.now())
        if (wait <= 0) break
        heldUntil = Math.max(heldUntil, clock.now() + wait)
        await sleep(clock, wait, signal)
      }
      budget.spend(clock.now())
    },
    observed: (name, remaining, resetMs) => budgets[name].observe(remaining, clock.now() + resetMs),
    block: until => budgets.account.block(until),
    get heldUntil() {
      return heldUntil
    },
    view: profile => ({ profile, quota: quotas.account.calls, ...budgets.account.left(clock.now()) }),
  }
}

function createBudget(quota: Quota) {
  const most = Math.floor(quota.calls * share)
  // A ring of the last calls' times: the oldest tells when the next one fits into the window.
  let spent: Instant[] = []
  let blockedUntil = 0
  let told: { remaining: number; resetAt: Instant } | null = null
  let lastAt = 0

  const forgetOld = (now: Instant) => {
    const cut = spent.findIndex(at => at > now - quota.windowMs)
    if (cut > 0) spent = spent.slice(cut)
    else if (cut === -1) spent = []
    if (told !== null && told.resetAt <= now) told = null
  }
  return {
    waitMs(now: Instant): number {
      forgetOld(now)
      if (blockedUntil > now) return blockedUntil - now
      const oldest = spent[spent.length - most]
      if (oldest !== undefined) return oldest + quota.windowMs - now
      if (told === null) return 0
      if (told.remaining <= 0) return told.resetAt - now
      // Near the end of the window's budget the calls are spread over what is left of it.
      if (told.remaining > quota.calls * 0.1) return 0
      return lastAt + (told.resetAt - now) / told.remaining - now
    },
    spend(now: Instant) {
      spent.push(now)
      lastAt = now
      if (told !== null) told.remaining -= 1
    },
    observe(remaining: number, resetAt: Instant) {
      told = { remaining, resetAt }
    },
    block(until: Instant) {
      blockedUntil = Math.max(blockedUntil, until)
    },
    left(now: Instant) {
      forgetOld(now)
      const own = quota.calls - spent.length
      const resetAt = told?.resetAt ?? (spent[0] ?? now) + quota.windowMs
      return { remaining: told === null ? own : Math.min(own, told.remaining), resetAt }
    },
  }
}
