import type { Image } from '../../../preload/contract/index.ts'
import { idLine } from './bulk/id-line.ts'
import { imageForJson } from './print/image-for-json.ts'
import { imageTable } from './print/image-table.ts'
import { jsonLine } from './print/json-line.ts'
import type { Terminal } from './terminal.ts'

/** What lists of images are printed as. */
export type ListOptions = { ids?: true; json?: true; limit?: number; all?: true }

/** Without a screen nobody is flooded: a program gets all it did not limit. */
const onScreen = 100

/** How many images are printed at most. */
export const mostImages = ({ limit, all }: ListOptions, { isScreen }: Pick<Terminal, 'isScreen'>): number =>
  limit ?? (isScreen && all !== true ? onScreen : Number.MAX_SAFE_INTEGER)

/** Prints images for a person, or all of their ids, or all of what the contract says of them. */
export function printImages(terminal: Terminal, images: readonly Image[], { ids, json }: ListOptions): void {
  const lines = ids
    ? images.map(image => idLine(image.id))
    : json
      ? images.map(image => jsonLine(imageForJson(image)))
      : imageTable(images, terminal.isScreen ? terminal.columns : Number.MAX_SAFE_INTEGER)
  for (const line of lines) terminal.out(line)
}
