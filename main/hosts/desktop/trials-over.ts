import { fail } from '../../../preload/contract/index.ts'
import type { Trials } from '../web/trial/trials.ts'
import type { EngineLine } from './engine-line.ts'
import { unpackPicture } from './packed-picture.ts'

/** Sizes are tried out in the other process: what renders holds a thread. */
export function trialsOver({ order }: Pick<EngineLine, 'order'>): Trials {
  const gone = fail({ code: 'interrupted' })
  return {
    picture: async (wanted, signal) => unpackPicture(await order('trial', wanted, signal)),
    measure: async (photo, reach) => (await order('measure', { photo, reach })) ?? gone,
    flexible: async (photo, signal) => (await order('flexible', photo, signal)) ?? gone,
  }
}
