import { AccountSettings } from './account-settings.ts'
import type { Cloud } from './cloud.ts'
import { readJson } from './read-json.ts'
import { succeed } from './reply.ts'
import type { Route } from './route.ts'

const Changes = AccountSettings.exactPartial()

/** What holds for the whole account, seen and changed (images-api §2.16). */
export const configRoutes = ({ settings }: Cloud): Route[] => [
  {
    method: 'GET',
    // UNCONFIRMED: whether the service has this besides PATCH (images-api §2.16).
    path: '/v1/config',
    name: 'config',
    permission: 'read',
    batch: false,
    answer: () => succeed(settings.get()),
  },
  {
    method: 'PATCH',
    path: '/v1/config',
    name: 'config',
    permission: 'write',
    batch: false,
    async answer({ request }) {
      const read = await readJson(request, Changes)
      return read.ok ? succeed(settings.change(read.value)) : read.refusal
    },
  },
]
