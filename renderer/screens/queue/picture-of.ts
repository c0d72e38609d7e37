import type { KnownView } from '../../../preload/contract/index.ts'
import type { Desk } from '../../state/desk.ts'

/** What could not be decoded to its end has none. */
export const pictureOf = ({ host }: Desk, photo: KnownView): string | null =>
  photo.facts?.proven === true && photo.findings.every(({ rule }) => rule !== 'damaged')
    ? host.pictures.known(photo)
    : null
