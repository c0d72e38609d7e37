import type { Cloud } from './cloud.ts'
import { succeed } from './reply.ts'
import type { Route } from './route.ts'

/** Hands out the token the batch host asks for. */
export const batchTokenRoutes = ({ access }: Cloud): Route[] => [
  {
    method: 'GET',
    path: '/v1/batch_token',
    name: 'batch_token',
    permission: 'read',
    batch: false,
    answer({ request }) {
      const { token, expiresAt } = access.handOutBatchToken(request.headers.get('authorization') ?? undefined)
      return succeed({ token, expiresAt: new Date(expiresAt).toISOString() })
    },
  },
]
