import { type Image, type ImageId, type Outcome, type ProfileName, succeed } from '../../../preload/contract/index.ts'
import type { Clock } from '../ports.ts'
import type { AccountCalls } from './account-calls.ts'
import type { Mirror } from './mirror.ts'
import { youngMs } from './sync-plan.ts'

type Needs = { clock: Clock; calls: AccountCalls; mirror: Mirror }

/** So many are asked for one by one in a sync; the next sync goes on. */
const mostAsked = 200

/**
 * Nothing is taken for deleted because a list leaves it out: the count of the account must say the same, or the service
 * when asked for that very image. `isAll`: no doubt is left.
 */
export async function proveGone(
  profile: ProfileName,
  missing: readonly Image[],
  countAgrees: boolean,
  { clock, calls, mirror }: Needs,
): Promise<Outcome<{ gone: ImageId[]; isAll: boolean }>> {
  const isSure = ({ id, uploadedAt }: Image) =>
    countAgrees && uploadedAt < clock.now() - youngMs && !mirror.isOurDeed(profile, id)
  const gone = missing.filter(isSure).map(({ id }) => id)
  const doubtful = missing.filter(image => !isSure(image))
  for (const { id } of doubtful.slice(0, mostAsked)) {
    const asked = await calls.repeat(profile, (images, signal) => images.ask(id, signal))
    if (!asked.ok) return asked
    if (asked.value.kind === 'absent') gone.push(id)
  }
  return succeed({ gone, isAll: doubtful.length <= mostAsked && (countAgrees || gone.length === missing.length) })
}
