/** What is left of the tightest budget named by `Ratelimit: "default";r=<left>;t=<seconds>` (images-api §1.4). */
export function budgetLeft(headers: Headers): { remaining: number; resetMs: number } | null {
  const budgets = [...(headers.get('ratelimit') ?? '').matchAll(/;\s*r=(\d+)\s*;\s*t=(\d+)/g)].map(found => ({
    remaining: Number(found[1]),
    resetMs: Number(found[2]) * 1_000,
  }))
  return budgets.reduce<(typeof budgets)[number] | null>(
    (tightest, budget) => (tightest === null || budget.remaining < tightest.remaining ? budget : tightest),
    null,
  )
}
