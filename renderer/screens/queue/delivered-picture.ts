import type { UploadJob } from '../../../preload/contract/index.ts'
import type { Desk } from '../../state/desk.ts'

/** As the account serves it: what this computer cannot decode, HEIC above all, has no picture of ours. */
export const deliveredPicture = ({ host }: Desk, { profile, state }: UploadJob, side: number): string | null =>
  state.kind === 'delivered' ? host.pictures.small(profile, state.imageId, state.at, side) : null
