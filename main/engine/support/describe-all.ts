import { type Diagnostics, explain, type Problem, type Snapshot } from '../../../preload/contract/index.ts'
import { cloudflareBaseUrl } from '../../../preload/contract/index.ts'
import type { Ports } from '../ports.ts'
import type { KeptPreferences } from '../preferences.ts'

type Needs = Pick<Ports, 'clock' | 'log' | 'machine' | 'redaction' | 'store'> & {
  preferences: Pick<KeptPreferences, 'read'>
  snapshot(): Promise<Snapshot>
}

const mostLines = 400
const mostJobs = 2_000

/** Everything that helps to find out what is wrong, and nothing that is nobody’s business. */
export async function describeAll(needs: Needs): Promise<Diagnostics> {
  const { clock, log, machine, redaction, store } = needs
  const { profiles, folders, queue, budgets, notices } = await needs.snapshot()
  const { lines } = await log.read({ limit: mostLines })
  return redaction.anonymise<Diagnostics>({
    at: clock.now(),
    about: machine.about(),
    preferences: needs.preferences.read(),
    queue: {
      paused: queue.paused,
      isQuiet: queue.quiet !== null,
      concurrency: queue.concurrency,
      bytesPerSecond: queue.bytesPerSecondLimit,
      judging: queue.judging,
      counts: queue.counts,
      closed: queue.closed.map(({ profile, because }) => ({ profile, because: because.code })),
    },
    accounts: profiles.map(({ name, account, active, token, check }) => ({
      name,
      service: serviceOf(account),
      accountId: account.kind === 'local' ? null : `${account.accountId.slice(0, 4)}…${account.accountId.slice(-4)}`,
      active,
      tokenIn: token,
      check,
    })),
    budgets,
    folders: folders.map(({ path, profile, state, known, settings }) => ({
      path,
      profile,
      state,
      known,
      recursive: settings.recursive,
      private: settings.private,
      order: settings.order,
      settleMs: settings.settleMs,
      patterns: settings.ignore.length,
    })),
    problems: counted([...notices, ...problemsOfJobs(store)]),
    log: lines,
  })
}

function serviceOf(account: Snapshot['profiles'][number]['account']) {
  if (account.kind === 'local') return 'local-cloud'
  return account.baseUrl === cloudflareBaseUrl ? 'cloudflare' : 'another-address'
}

function problemsOfJobs({ jobs }: Ports['store']): Problem[] {
  return jobs
    .page({ kinds: ['failed', 'waiting'], limit: mostJobs })
    .rows.flatMap(({ state }) => ('because' in state ? [state.because] : []))
}

/** How often each, with the sentence of one of them. */
function counted(problems: readonly Problem[]): Diagnostics['problems'] {
  const found = new Map<string, { code: string; count: number; told: string }>()
  for (const problem of problems) {
    const { title, advice } = explain(problem)
    const before = found.get(problem.code)
    found.set(problem.code, { code: problem.code, count: (before?.count ?? 0) + 1, told: `${title}. ${advice}` })
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count)
}
