import { type Image, type ImageId, type Outcome, type ProfileName, succeed } from '../../../preload/contract/index.ts'
import type { Clock, Log, QueueStore } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'
import { findSuccessor } from './find-successor.ts'
import type { Mirror } from './mirror.ts'
import type { InTurn } from '../turns.ts'
import type { UnsettledChange, UnsettledChanges } from './unsettled-changes.ts'

/** What became of the image of a change: still there under its id, under a new one, gone, or not to be told yet. */
export type Settled =
  { kind: 'there'; image: Image | null } | { kind: 'moved'; image: Image } | { kind: 'gone' } | { kind: 'unknown' }

/** Finds out how changes ended whose reply was lost, and enters it. */
export interface SettleChanges {
  /** Asks now. Call in the image's turn. */
  settle(change: UnsettledChange): Promise<Outcome<Settled>>
  /** All of a profile that no order is at work on; what cannot be told now is tried again in the background. */
  settleAll(profile: ProfileName): Promise<void>
  /** In the background, until nothing is left. */
  work(): void
  stop(): Promise<void>
}

type Needs = {
  clock: Clock
  store: QueueStore
  log: Log
  calls: AccountCalls
  mirror: Mirror
  changes: UnsettledChanges
  inTurn: InTurn
  stopping: AbortSignal
  failed(error: unknown): void
}

export const turnOf = (profile: ProfileName, image: ImageId): string => `${profile}\n${image}`

const firstAgainMs = 15_000
const longestAgainMs = 3_600_000
/** After a day without a trace under any id the image counts as gone. */
const patienceMs = 24 * 3_600_000

export function createSettleChanges(needs: Needs): SettleChanges {
  const { clock, store, log, calls, mirror, changes, stopping } = needs
  let working: Promise<void> | null = null
  let forgetTimer = () => {}
  let rounds = 0

  function enter(change: UnsettledChange, settled: Settled, how: () => void): Outcome<Settled> {
    store.transaction('soon', () => {
      how()
      changes.drop(change)
    })
    return succeed(settled)
  }

  async function settle(change: UnsettledChange): Promise<Outcome<Settled>> {
    const { profile, image: id } = change
    const asked = await calls.repeat(profile, (images, signal) => images.ask(id, signal))
    if (!asked.ok) return asked
    if (asked.value.kind === 'image') {
      const { image } = asked.value
      return enter(change, { kind: 'there', image }, () => mirror.kept(profile, image))
    }
    if (asked.value.kind === 'draft') return enter(change, { kind: 'there', image: null }, () => {})
    const gone = () => enter(change, { kind: 'gone' }, () => mirror.gone(profile, id))
    if (change.kind === 'delete') return gone()

    const successor = await findSuccessor(profile, id, change.to, { store, calls })
    if (!successor.ok) return successor
    const image = successor.value
    if (image !== null) return enter(change, { kind: 'moved', image }, () => mirror.moved(profile, id, image))
    // Lists may lag behind: no trace yet is not gone.
    return clock.now() - change.at < patienceMs ? succeed({ kind: 'unknown' }) : gone()
  }

  /** Asked for in its turn: an order at work on the image settles it itself. */
  const settleInTurn = ({ profile, image }: UnsettledChange) =>
    needs.inTurn(turnOf(profile, image), async () => {
      const change = changes.of(profile, image)
      if (change === undefined) return
      const settled = await settle(change)
      // With the profile went the account: there is nobody left to ask.
      if (!settled.ok && settled.problem.code === 'profile-unknown')
        return store.transaction('soon', () => changes.drop(change))
      if (!settled.ok || settled.value.kind === 'unknown')
        log.write('warn', 'what became of an image cannot be told yet', {
          profile,
          image,
          problem: settled.ok ? null : settled.problem.code,
        })
    })

  async function workOnce(): Promise<void> {
    for (const change of changes.all()) {
      if (stopping.aborted) return
      await settleInTurn(change)
    }
    if (changes.all().length === 0 || stopping.aborted) return void (rounds = 0)
    forgetTimer = clock.after(Math.min(longestAgainMs, firstAgainMs * 2 ** rounds), work)
    rounds = Math.min(rounds + 1, 20)
  }

  function work(): void {
    if (working !== null || stopping.aborted || changes.all().length === 0) return
    forgetTimer()
    working = workOnce()
      .catch(needs.failed)
      .finally(() => {
        working = null
      })
  }

  return {
    settle,
    async settleAll(profile) {
      for (const change of changes.all()) if (change.profile === profile) await settleInTurn(change)
    },
    work,
    async stop() {
      forgetTimer()
      await working
    },
  }
}
