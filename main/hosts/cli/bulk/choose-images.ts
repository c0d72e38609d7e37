import {
  type Bridge,
  type CommandInput,
  type Image,
  type ImageId,
  type MetadataFilter,
  type Outcome,
  succeed,
} from '../../../../preload/contract/index.ts'
import type { Cli } from '../cli.ts'
import { grouped } from '../print/number.ts'
import { refuseUsage } from '../refuse-usage.ts'
import type { Terminal } from '../terminal.ts'
import { askBridge, type Asked } from '../with-bridge.ts'
import { imagePages } from './image-pages.ts'
import { readNames } from './read-names.ts'

/** Which images a command is about when they are not named. `creator: false`: those without one. */
export type Query = {
  profile?: string | undefined
  creator?: string | false | undefined
  meta?: MetadataFilter[] | undefined
  all?: true | undefined
}

/** One image to do something with; what the service says of it is known when it was found there. */
export type ChosenImage = { id: ImageId; image: Image | null }

/** Each image once, in the order given or found. */
export type Chosen = { images: readonly ChosenImage[]; from: 'arguments' | 'input' | 'query' }

/** The images a command line is about. Without ids and without a filter it is about none, which is wrong usage. */
export async function chooseImages(cli: Cli, given: readonly string[], query: Query): Promise<Asked<Chosen>> {
  const { terminal } = cli
  const isQuery = query.all === true || query.creator !== undefined || query.meta !== undefined
  if (isQuery && given.length > 0)
    return { code: refuseUsage(terminal, 'Name the images, or choose them by a filter, not both.') }
  if (isQuery) {
    const found = await askBridge(cli, ({ bridge }) => find(terminal, bridge, query))
    return 'code' in found ? found : { value: { images: found.value, from: 'query' } }
  }
  if (given.length === 0)
    return { code: refuseUsage(terminal, 'It names no images. Give ids, - for standard input, a filter, or --all.') }
  const read = await readNames(terminal, given)
  if ('code' in read) return read
  const images = [...new Set(read.value.names)].map(id => ({ id, image: null }))
  return { value: { images, from: read.value.fromInput ? 'input' : 'arguments' } }
}

/** What the service is asked for. */
export const listOf = ({ profile, creator, meta }: Query): CommandInput<'listImages'> => ({
  profile,
  creator: creator === false ? null : creator,
  filters: meta,
})

async function find(terminal: Terminal, bridge: Bridge, query: Query): Promise<Outcome<ChosenImage[]>> {
  const found = new Map<ImageId, ChosenImage>()
  for await (const page of imagePages(bridge, listOf(query))) {
    if (!page.ok) return page
    for (const image of page.value.images) found.set(image.id, { id: image.id, image })
    terminal.progress(`Looking: ${grouped(found.size)} found`)
  }
  terminal.progress(null)
  return succeed([...found.values()])
}
