import type { Cloud } from './cloud.ts'
import { limits } from './limits.ts'
import { succeed } from './reply.ts'
import type { Route } from './route.ts'

/** How many images there are, and how many there may be. UNCONFIRMED: that drafts are left out (images-api §2.11). */
export const statsRoutes = ({ images }: Cloud): Route[] => [
  {
    method: 'GET',
    path: '/v1/stats',
    name: 'stats',
    permission: 'read',
    batch: false,
    answer: () => succeed({ count: { current: images.count(), allowed: limits.images } }),
  },
]
