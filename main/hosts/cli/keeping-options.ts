import type { Command } from 'commander'
import { fail, type ImageMetadata, type Outcome, succeed } from '../../../preload/contract/index.ts'
import { parseMetadata } from './parse/parse-metadata.ts'

/** How a new image is kept, as given on the command line. */
export type KeepingOptions = { id?: string; private?: true; creator?: string; meta?: ImageMetadata }

/** Adds the options that say how a new image is kept. */
export const addKeepingOptions = (command: Command): Command =>
  command
    .option('--id <id>', 'an id of your own, such as wedding/dune; such images can never be private')
    .option('--private', 'deliver by signed links only')
    .option('--creator <text>', 'creator kept with the image')
    .option(
      '--meta <key=value>',
      'metadata kept with it; key:=4 for a number, true or false; may be repeated',
      parseMetadata,
    )

/** Only what was given. What can never be is refused before anything is sent. */
export function keepingOf({ id, private: isPrivate, creator, meta }: KeepingOptions): Outcome<{
  id?: string
  private?: true
  creator?: string
  metadata?: ImageMetadata
}> {
  if (id !== undefined && isPrivate) return fail({ code: 'custom-id-public', imageId: id })
  return succeed({
    ...(id === undefined ? {} : { id }),
    ...(isPrivate === undefined ? {} : { private: isPrivate }),
    ...(creator === undefined ? {} : { creator }),
    ...(meta === undefined ? {} : { metadata: meta }),
  })
}
