import type { Outcome, ProfileName, SyncReport } from '../../../preload/contract/index.ts'
import { createTurns } from '../turns.ts'

type Sync = (profile: ProfileName, whole: boolean) => Promise<Outcome<SyncReport>>

/** Two who want the same at the same time share one run; who wants everything waits for a run that looks at less. */
export function shareSyncs(sync: Sync): Sync {
  const inTurn = createTurns()
  const running = new Map<ProfileName, { whole: boolean; run: ReturnType<Sync> }>()
  return (profile, whole) => {
    const now = running.get(profile)
    if (now !== undefined && (now.whole || !whole)) return now.run
    const run = inTurn(profile, () => sync(profile, whole)).finally(() => {
      if (running.get(profile)?.run === run) running.delete(profile)
    })
    running.set(profile, { whole, run })
    return run
  }
}
