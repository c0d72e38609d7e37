import { z } from 'zod'
import { succeed } from '../../preload/contract/index.ts'
import type { ImagesApi } from '../engine/ports.ts'
import type { Account } from './account.ts'
import type { AccountCall } from './call-account.ts'

const Keys = z.object({ keys: z.array(z.object({ name: z.string().min(1), value: z.string().min(1) })) })

/** The keys that sign an account's delivery URLs. Every call answers with all that there are then (images-api §2.8–2.10). */
export function keyCalls({ client, accountId, call }: Account): Pick<ImagesApi, 'keys' | 'createKey' | 'deleteKey'> {
  const account = { account_id: accountId }
  const { keys } = client.images.v1

  const all = async (how: Omit<AccountCall<z.infer<typeof Keys>>, 'result'>, signal: AbortSignal) => {
    const found = await call({ ...how, result: Keys }, signal)
    return found.ok ? succeed(found.value.keys) : found
  }

  return {
    keys: signal =>
      all({ needs: 'read', about: { kind: 'account' }, perform: options => keys.list(account, options) }, signal),
    createKey: (name, signal) =>
      all(
        {
          needs: 'write',
          about: { kind: 'signing-key', name },
          perform: options => keys.update(name, account, options),
        },
        signal,
      ),
    deleteKey: (name, signal) =>
      all(
        {
          needs: 'write',
          about: { kind: 'signing-key', name },
          perform: options => keys.delete(name, account, options),
        },
        signal,
      ),
  }
}
